using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Edges;

/// <summary>The way to the fault proxy's HTTP API.</summary>
internal sealed class ProxyClient : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    private readonly HttpClient _http;

    public ProxyClient(LabResource lab)
    {
        _http = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            ConnectTimeout = TimeSpan.FromSeconds(1),
            ActivityHeadersPropagator = null,
        })
        {
            BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Math.Max(1, lab.Edges.ApiPort)}")),
            Timeout = Limit,
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", lab.Token);
    }

    /// <summary>Puts a toxic on an edge, with chances of its own when it has a seed.</summary>
    /// <exception cref="InvalidOperationException">The proxy refuses it.</exception>
    /// <exception cref="HttpRequestException">The proxy cannot be reached.</exception>
    public async Task AddAsync(EdgeResource edge, string name, Toxic toxic, TimeSpan ttl, int? seed, CancellationToken ct)
    {
        var body = new Dictionary<string, object>
        {
            ["name"] = name,
            ["type"] = toxic.Type,
            ["stream"] = toxic.Stream,
            ["toxicity"] = toxic.Toxicity,
            ["attributes"] = toxic.Attributes,
            ["ttl"] = (long)ttl.TotalMilliseconds,
        };
        if (seed is { } given) body["seed"] = given;
        using var response = await _http.PostAsJsonAsync($"/proxies/{Escaped(edge)}/toxics", body, ct);
        if (!response.IsSuccessStatusCode) throw await RefusedAsync(edge, response, ct);
    }

    /// <summary>Lets an edge that was switched off take connections again.</summary>
    public async Task EnableAsync(EdgeResource edge, CancellationToken ct)
    {
        using var response = await _http.PostAsJsonAsync($"/proxies/{Escaped(edge)}", new Dictionary<string, object> { ["enabled"] = true }, ct);
        if (!response.IsSuccessStatusCode) throw await RefusedAsync(edge, response, ct);
    }

    /// <summary>Prolongs a toxic's lease; false when there is no such toxic any more.</summary>
    public async Task<bool> RenewAsync(EdgeResource edge, string name, TimeSpan ttl, CancellationToken ct)
    {
        using var response = await _http.PatchAsJsonAsync(
            $"/proxies/{Escaped(edge)}/toxics/{Uri.EscapeDataString(name)}", new Dictionary<string, object> { ["ttl"] = (long)ttl.TotalMilliseconds }, ct);
        if (response.StatusCode == HttpStatusCode.NotFound) return false;
        if (!response.IsSuccessStatusCode) throw await RefusedAsync(edge, response, ct);
        return true;
    }

    /// <summary>Removes a toxic; nothing happens when it is gone.</summary>
    public async Task RemoveAsync(EdgeResource edge, string name, CancellationToken ct)
    {
        using var response = await _http.DeleteAsync($"/proxies/{Escaped(edge)}/toxics/{Uri.EscapeDataString(name)}", ct);
        if (!response.IsSuccessStatusCode && response.StatusCode != HttpStatusCode.NotFound) throw await RefusedAsync(edge, response, ct);
    }

    /// <summary>Whether a toxic is on an edge.</summary>
    public async Task<bool> HasAsync(EdgeResource edge, string name, CancellationToken ct)
    {
        using var response = await _http.GetAsync($"/proxies/{Escaped(edge)}/toxics/{name}", ct);
        if (response.StatusCode == HttpStatusCode.NotFound) return false;
        if (!response.IsSuccessStatusCode) throw await RefusedAsync(edge, response, ct);
        return true;
    }

    /// <summary>Removes every toxic of every edge and enables all.</summary>
    /// <exception cref="InvalidOperationException">An edge could not be reset; all others were.</exception>
    public async Task ResetAsync(CancellationToken ct)
    {
        using var response = await _http.PostAsync("/reset", null, ct);
        if (!response.IsSuccessStatusCode) throw new InvalidOperationException($"The proxy could not reset its edges: {await SaidAsync(response, ct)}.");
    }

    /// <summary>The live figures of all edges.</summary>
    public async Task<IReadOnlyList<EdgeFigures>> ReadAsync(CancellationToken ct)
        => await _http.GetFromJsonAsync<EdgeFigures[]>("/edges", WireJson.Options, ct) ?? [];

    public void Dispose() => _http.Dispose();

    private static string Escaped(EdgeResource edge) => Uri.EscapeDataString(edge.EdgeName);

    private static async Task<InvalidOperationException> RefusedAsync(EdgeResource edge, HttpResponseMessage response, CancellationToken ct)
        => new($"The proxy refuses a toxic on {edge.EdgeName}: {await SaidAsync(response, ct)}.");

    private static async Task<string> SaidAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var body = await response.Content.ReadAsStringAsync(ct);
        string? said = null;
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("error", out var error)) said = error.GetString();
        }
        catch (JsonException)
        {
            // Not the API's own answer; the status says what there is to say.
        }

        return said ?? $"HTTP {(int)response.StatusCode}";
    }
}
