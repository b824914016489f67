using System.Text.Json;

namespace ChaosLab.ChaosController.Console.Live;

/// <summary>Asks the shop's services what they know of their dependencies.</summary>
internal sealed class DependencyReader : IDisposable
{
    // A service that is paused answers nothing; the page must not wait for it.
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(800);

    // Projects that are no part of the shop: nobody's purchase depends on what they say.
    private static readonly string[] NoShop = ["proxy", "chaos"];

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, ActivityHeadersPropagator = null }) { Timeout = Limit };

    /// <summary>What the services that run say, by service and dependency; one that does not answer says nothing.</summary>
    public async Task<IReadOnlyList<DependencyHealth>> ReadAsync(IReadOnlyList<LiveResource> resources, CancellationToken ct)
    {
        var answers = await Task.WhenAll(resources
            .Where(resource => resource is { State: "Running", Type: "Project" } && !NoShop.Contains(resource.Name))
            .Select(resource => (resource.Name, Http: resource.Endpoints.FirstOrDefault(endpoint => endpoint.Name == "http")))
            .Where(service => service.Http is not null)
            .Select(service => AskAsync(service.Name, new Uri(new Uri(service.Http!.Url), "/health?detail=true"), ct)));
        return [.. answers.SelectMany(answer => answer)];
    }

    /// <summary>Reads the answer to <c>/health?detail=true</c>; what is none names no dependency.</summary>
    public static IReadOnlyList<DependencyHealth> Parse(string service, string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("dependencies", out var dependencies) && dependencies.ValueKind == JsonValueKind.Object
                    ? [.. dependencies.EnumerateObject().Where(entry => entry.Value.ValueKind == JsonValueKind.Object).Select(entry => Read(service, entry))]
                    : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<IReadOnlyList<DependencyHealth>> AskAsync(string service, Uri address, CancellationToken ct)
    {
        try
        {
            using var response = await _http.GetAsync(address, ct);
            return Parse(service, await response.Content.ReadAsStringAsync(ct));
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return [];
        }
    }

    private static DependencyHealth Read(string service, JsonProperty entry)
    {
        string? Text(string name) => entry.Value.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return new DependencyHealth(
            service, entry.Name, Text("status") == "available", Text("circuit") ?? "closed",
            entry.Value.TryGetProperty("critical", out var critical) && critical.ValueKind == JsonValueKind.True,
            DateTimeOffset.TryParse(Text("since"), System.Globalization.CultureInfo.InvariantCulture, out var since) ? since : null,
            entry.Value.TryGetProperty("lastCallMs", out var took) && took.ValueKind == JsonValueKind.Number ? took.GetDouble() : null,
            Text("error"));
    }
}
