using System.Text.Json;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Bridge;

/// <summary>What a service said about its own health.</summary>
/// <param name="Status"><c>ok</c>, <c>degraded</c>, <c>down</c>, or <c>unreachable</c>.</param>
/// <param name="Detail">The dependencies it misses, or why it could not be asked; null when it is well.</param>
internal sealed record HealthAnswer(string Status, string? Detail)
{
    // The proxy says it in ASP.NET Core's own word.
    public bool IsOk => Status is "ok" or "Healthy";
}

/// <summary>Asks services for <c>/health</c>, as any caller would.</summary>
internal sealed class HealthProbe : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = Limit };

    /// <summary>Whether a resource speaks this shop's health contract: its HTTP services and the gateway before them.</summary>
    public static Uri? AddressOf(ResourceStatus resource)
        => resource.Endpoints.FirstOrDefault(endpoint => endpoint.Name == "http") is { } http
            && Uri.TryCreate(http.Url, UriKind.Absolute, out var url)
                ? new Uri(url, "/health")
                : null;

    public async Task<HealthAnswer> AskAsync(Uri address, CancellationToken ct)
    {
        try
        {
            using var response = await _http.GetAsync(address, ct);
            var body = await response.Content.ReadAsStringAsync(ct);
            return Read(body) ?? new HealthAnswer(response.IsSuccessStatusCode ? "ok" : "down", $"HTTP {(int)response.StatusCode}");
        }
        catch (HttpRequestException error)
        {
            return new HealthAnswer("unreachable", error.Message);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new HealthAnswer("unreachable", $"no answer within {Limit.TotalSeconds:0} s");
        }
    }

    public void Dispose() => _http.Dispose();

    private static HealthAnswer? Read(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("status", out var status)) return null;
            var detail = root.TryGetProperty("dependencies", out var dependencies) && dependencies.ValueKind == JsonValueKind.Object
                ? string.Join("; ", dependencies.EnumerateObject().Select(Describe))
                : "";
            return new HealthAnswer(status.ToString(), detail.Length > 0 ? detail : null);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Describe(JsonProperty dependency)
    {
        string? Text(string name) => dependency.Value.ValueKind == JsonValueKind.Object
            && dependency.Value.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

        var circuit = Text("circuit") is { } state and not "closed" ? $", circuit {state}" : "";
        var error = Text("error") is { Length: > 0 } message ? $": {message}" : "";
        return $"{dependency.Name} {Text("status") ?? "?"}{circuit}{error}";
    }
}
