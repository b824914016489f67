using System.Text.Json;
using ChaosLab.Proxy.Edges;
using ChaosLab.Proxy.Links;
using ChaosLab.Proxy.Toxics;

namespace ChaosLab.Proxy.Api;

/// <summary>Toxiproxy's routes for toxics; <c>ttl</c> and <c>seed</c> are ours.</summary>
internal static class ToxicRoutes
{
    private const string One = "/proxies/{proxy}/toxics/{toxic}";

    public static void MapToxics(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/proxies/{proxy}/toxics", async (string proxy, EdgeBook book) =>
        {
            var edge = ProxyRoutes.Find(book, proxy);
            return Answer.Json(await edge.Loop.DoAsync(() => edge.Toxics.Entries.Select(ToxicView.Of).ToArray()));
        });
        routes.MapPost("/proxies/{proxy}/toxics", CreateAsync);
        routes.MapGet(One, async (string proxy, string toxic, EdgeBook book) =>
        {
            var edge = ProxyRoutes.Find(book, proxy);
            return Answer.Json(await edge.Loop.DoAsync(() => ToxicView.Of(Find(edge, toxic))));
        });
        routes.MapMethods(One, ["POST", "PATCH"], UpdateAsync);
        routes.MapDelete(One, async (string proxy, string toxic, EdgeBook book) =>
        {
            var edge = ProxyRoutes.Find(book, proxy);
            await edge.Loop.DoAsync(() =>
            {
                edge.RemoveToxic(Find(edge, toxic));
                return true;
            });
            return Results.NoContent();
        });
    }

    private static ToxicEntry Find(Edge edge, string toxic) => edge.Toxics.Find(toxic) ?? throw ApiError.ToxicNotFound();

    private static async Task<IResult> CreateAsync(string proxy, HttpRequest request, EdgeBook book)
    {
        var edge = ProxyRoutes.Find(book, proxy);
        var wanted = Read(await ApiJson.ReadObjectAsync(request));
        return Answer.Json(await edge.Loop.DoAsync(() => ToxicView.Of(Add(edge, wanted) ?? throw ApiError.ToxicExists())));
    }

    private static async Task<IResult> UpdateAsync(string proxy, string toxic, HttpRequest request, EdgeBook book)
    {
        var edge = ProxyRoutes.Find(book, proxy);
        await edge.Loop.DoAsync(() => Find(edge, toxic));
        var body = await ApiJson.ReadObjectAsync(request);
        var attributes = Attributes(body);
        var toxicity = Toxicity(body);
        var ttl = Ttl.Read(body);
        var seed = Seed.Read(body);
        return Answer.Json(await edge.Loop.DoAsync(() =>
        {
            var entry = Find(edge, toxic);
            if (seed is { } given && given != entry.Chance.Seed) throw ApiError.BadBody("'seed' cannot be changed; remove the toxic and add it again");
            var changed = ReadToxic(entry.Toxic.Type, new AttributeReader(attributes, entry.Toxic));

            // Only a ttl that is given begins anew.
            var timed = Ttl.IsGiven(body) ? entry.Renewed(ttl) : entry;
            return ToxicView.Of(edge.ChangeToxic(timed with { Toxic = changed, Toxicity = toxicity ?? entry.Toxicity }));
        }));
    }

    // Posting a toxic again with a ttl renews it.
    private static ToxicEntry? Add(Edge edge, ToxicRequest wanted)
        => edge.AddToxic(wanted) is { } added ? added
            : wanted.Ttl is not null && edge.Toxics.Find(wanted.Name) is { Ttl: not null } standing
                && standing.Toxic.Type == wanted.Toxic.Type && standing.Stream == wanted.Stream
                && (wanted.Seed is null || wanted.Seed == standing.Chance.Seed)
                ? edge.ChangeToxic(standing.Renewed(wanted.Ttl) with { Toxic = wanted.Toxic, Toxicity = wanted.Toxicity })
                : null;

    private static ToxicRequest Read(JsonElement body)
    {
        var stream = (ApiJson.Text(body, "stream") ?? "downstream").ToUpperInvariant() switch
        {
            "UPSTREAM" => StreamDirection.Upstream,
            "DOWNSTREAM" => StreamDirection.Downstream,
            _ => throw ApiError.InvalidStream(),
        };
        var type = ApiJson.Text(body, "type") ?? "";
        var toxic = ReadToxic(type, new AttributeReader(Attributes(body), before: null));
        var name = ApiJson.Text(body, "name") is { Length: > 0 } given ? given : $"{type}_{ToxicWords.Of(stream)}";
        return new ToxicRequest(name, stream, Toxicity(body) ?? 1, toxic, Ttl.Read(body), Seed.Read(body));
    }

    private static Toxic ReadToxic(string type, AttributeReader attributes)
    {
        try
        {
            return ToxicTypes.Read(type, attributes) ?? throw ApiError.InvalidToxicType();
        }
        catch (AttributeException error)
        {
            throw ApiError.BadBody(error.Message);
        }
    }

    private static JsonElement? Attributes(JsonElement body)
    {
        if (!body.TryGetProperty("attributes", out var value) || value.ValueKind == JsonValueKind.Null) return null;
        return value.ValueKind == JsonValueKind.Object ? value : throw ApiError.BadBody("'attributes' must be a JSON object");
    }

    private static double? Toxicity(JsonElement body)
    {
        if (!body.TryGetProperty("toxicity", out var value) || value.ValueKind == JsonValueKind.Null) return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var toxicity) && toxicity is >= 0 and <= 1
            ? toxicity
            : throw ApiError.BadBody("'toxicity' must be a number from 0 to 1");
    }
}
