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

    /// <summary>Those that are not well.</summary>
    public Task<IReadOnlyList<IResource>> UnwellAsync(IEnumerable<IResource> resources, CancellationToken ct) => WithoutAsync(resources, IsWellAsync, ct);

    /// <summary>Those that do not run, or give a caller no answer.</summary>
    public Task<IReadOnlyList<IResource>> SilentAsync(IEnumerable<IResource> resources, CancellationToken ct)
        => WithoutAsync(resources, (resource, inner) => AsksAsync(resource, _ => Task.FromResult(true), inner), ct);

    public void Dispose() => _http.Dispose();

    private static async Task<IReadOnlyList<IResource>> WithoutAsync(
        IEnumerable<IResource> resources, Func<IResource, CancellationToken, Task<bool>> holds, CancellationToken ct)
    {
        var asked = await Task.WhenAll(resources.ToArray().Select(async resource => (Resource: resource, Holds: await holds(resource, ct))));
        return [.. asked.Where(answer => !answer.Holds).Select(answer => answer.Resource)];
    }

    private async Task<bool> IsWellAsync(IResource resource, CancellationToken ct)
        => monitor.Of(resource).IsHealthy
            && await AsksAsync(resource, async inner => resource is not IResourceWithEndpoints service || await CallsItselfWellAsync(service, inner), ct);

    // Whether it runs and answers, and what is asked besides.
    private async Task<bool> AsksAsync(IResource resource, Func<CancellationToken, Task<bool>> besides, CancellationToken ct)
    {
        if (!monitor.Of(resource).IsRunning) return false;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            return await observers.Of(resource).IsWellAsync(patience.Token) && await besides(patience.Token);
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
