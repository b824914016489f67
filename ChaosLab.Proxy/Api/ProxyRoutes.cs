using System.Text.Json;
using ChaosLab.Proxy.Edges;
using ChaosLab.Proxy.Engine;
using ChaosLab.Proxy.Protocols;

namespace ChaosLab.Proxy.Api;

/// <summary>Toxiproxy's routes for proxies, which are this proxy's edges.</summary>
internal static class ProxyRoutes
{
    public static void MapProxies(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/proxies", ListAsync);
        routes.MapPost("/proxies", CreateAsync);
        routes.MapPost("/populate", PopulateAsync);
        routes.MapPost("/reset", ResetAsync);
        routes.MapGet("/proxies/{proxy}", async (string proxy, EdgeBook book) => Answer.Json(await ProxyView.OfAsync(Find(book, proxy))));
        routes.MapMethods("/proxies/{proxy}", ["POST", "PATCH"], UpdateAsync);
        routes.MapDelete("/proxies/{proxy}", DeleteAsync);
    }

    /// <summary>The edge of a name.</summary>
    /// <exception cref="ApiError">There is none.</exception>
    public static Edge Find(EdgeBook book, string name) => book.Find(name) ?? throw ApiError.ProxyNotFound();

    private static async Task<IResult> ListAsync(EdgeBook book)
    {
        var views = await Task.WhenAll(book.All.Select(ProxyView.OfAsync));
        return Answer.Json(views.ToDictionary(view => view.Name));
    }

    private static async Task<IResult> CreateAsync(HttpRequest request, EdgeBook book)
    {
        var definition = Definition(await ApiJson.ReadObjectAsync(request), at: "");
        var edge = await book.AddAsync(definition) ?? throw ApiError.ProxyExists();
        return Answer.Json(await ProxyView.OfAsync(edge), StatusCodes.Status201Created);
    }

    private static async Task<IResult> PopulateAsync(HttpRequest request, EdgeBook book)
    {
        var made = new List<ProxyView>();
        try
        {
            var body = await ApiJson.ReadAsync(request);
            if (body.ValueKind != JsonValueKind.Array) throw ApiError.BadBody("a JSON array is expected");

            // All are read before any is made.
            var definitions = body.EnumerateArray().Select((item, index) => item.ValueKind == JsonValueKind.Object
                ? Definition(item, $" at proxy {index + 1}")
                : throw ApiError.BadBody($"a JSON object is expected at proxy {index + 1}")).ToArray();
            foreach (var definition in definitions) made.Add(await ProxyView.OfAsync(await book.AddOrReplaceAsync(definition)));
            return Answer.Json(new { proxies = made }, StatusCodes.Status201Created);
        }
        catch (Exception error) when (error is ApiError or ListenException)
        {
            var status = (error as ApiError)?.Status ?? StatusCodes.Status500InternalServerError;
            return Answer.Json(new { error = error.Message, status, proxies = made }, status);
        }
    }

    // Everything is undone whatever fails; what failed is said at the end.
    private static async Task<IResult> ResetAsync(EdgeBook book)
    {
        var failures = await book.ResetAsync();
        return failures.Count == 0
            ? Results.NoContent()
            : throw new ApiError($"everything else was reset, but: {string.Join("; ", failures)}", StatusCodes.Status500InternalServerError);
    }

    private static async Task<IResult> UpdateAsync(string proxy, HttpRequest request, EdgeBook book)
    {
        var edge = Find(book, proxy);
        var body = await ApiJson.ReadObjectAsync(request);
        var listen = ApiJson.Text(body, "listen") is { } text ? Address(() => ListenAddress.Parse(text)) : null;
        var upstream = ApiJson.Text(body, "upstream") is { Length: > 0 } target ? Address(() => UpstreamAddress.Parse(target)) : null;
        var enabled = ApiJson.Truth(body, "enabled");
        var seed = Seed.Read(body);
        return Answer.Json(await edge.Loop.DoAsync(() =>
        {
            if (seed is { } given) edge.Reseed(given);
            edge.Move(listen ?? edge.Listen, upstream ?? edge.Upstream, enabled ?? edge.Enabled);
            return ProxyView.Of(edge);
        }));
    }

    private static async Task<IResult> DeleteAsync(string proxy, EdgeBook book)
        => await book.RemoveAsync(proxy) ? Results.NoContent() : throw ApiError.ProxyNotFound();

    private static EdgeDefinition Definition(JsonElement body, string at)
    {
        var name = ApiJson.Text(body, "name") is { Length: > 0 } given ? given : throw ApiError.MissingField("name" + at);
        var upstream = ApiJson.Text(body, "upstream") is { Length: > 0 } target ? target : throw ApiError.MissingField("upstream" + at);
        var protocol = ApiJson.Text(body, "protocol") ?? "tcp";
        if (!RequestCounters.Protocols.Contains(protocol)) throw ApiError.BadBody($"'protocol' must be one of {string.Join(", ", RequestCounters.Protocols)}");
        return new EdgeDefinition(
            name, ApiJson.Text(body, "from") ?? "", ApiJson.Text(body, "to") ?? "", protocol,
            Address(() => ListenAddress.Parse(ApiJson.Text(body, "listen") ?? "")), Address(() => UpstreamAddress.Parse(upstream)),
            Seed.Read(body), ApiJson.Truth(body, "enabled") ?? true);
    }

    private static T Address<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (AddressException error)
        {
            throw ApiError.BadBody(error.Message);
        }
    }
}
