using System.Text.Json;
using ChaosLab.Hosting.Faults.Observers;
using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Restoring;

/// <summary>Whether a resource is entirely well now: asked directly, because a host looks at a healthy one only now and then.</summary>
internal sealed class WellnessCheck(ResourceMonitor monitor, ObserverFactory observers) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, ActivityHeadersPropagator = null });

    /// <summary>Waits until the host calls it healthy, it answers, and it does not call itself degraded.</summary>
    public async Task WaitAsync(IResource resource, CancellationToken ct)
    {
        while (!await IsWellAsync(resource, ct)) await Task.Delay(Interval, ct);
    }

    /// <summary>The names of those that are not well.</summary>
    public async Task<IReadOnlyList<string>> UnwellAsync(IEnumerable<IResource> resources, CancellationToken ct)
    {
        var asked = await Task.WhenAll(resources.ToArray().Select(async resource => (resource.Name, Well: await IsWellAsync(resource, ct))));
        return [.. asked.Where(answer => !answer.Well).Select(answer => answer.Name)];
    }

    public void Dispose() => _http.Dispose();

    private async Task<bool> IsWellAsync(IResource resource, CancellationToken ct)
    {
        if (!monitor.Of(resource).IsHealthy) return false;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            return await observers.Of(resource).IsWellAsync(patience.Token)
                && (resource is not IResourceWithEndpoints service || await CallsItselfWellAsync(service, patience.Token));
        }
#pragma warning disable CA1031 // Whatever keeps it from answering, it is not well.
        catch (Exception) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    // Whoever answers /health with a JSON status must call it ok; whoever knows no such path is not asked for it.
    private async Task<bool> CallsItselfWellAsync(IResourceWithEndpoints service, CancellationToken ct)
    {
        if (service.GetEndpoints().FirstOrDefault(endpoint => endpoint.IsHttp) is not { } http) return true;
        using var response = await _http.GetAsync(http.Url + "/health", ct);
        if ((int)response.StatusCode >= 500) return false;
        if (!response.IsSuccessStatusCode || response.Content.Headers.ContentType?.MediaType != "application/json") return true;
        using var body = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(ct), default, ct);
        return body.RootElement.ValueKind != JsonValueKind.Object
            || !body.RootElement.TryGetProperty("status", out var status)
            || status.GetString() is "ok" or "Healthy";
    }
}
