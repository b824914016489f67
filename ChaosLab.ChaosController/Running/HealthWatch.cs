using System.Collections.Concurrent;
using ChaosLab.ChaosController.Bridge;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Running;

/// <summary>Looks at every part of the lab twice a second, and notes what changes: what fell, what degraded, what came back.</summary>
internal sealed class HealthWatch(BridgeClient bridge, HealthProbe probe, RunLog log, TimeProvider time) : IAsyncDisposable
{
    /// <summary>Between two looks; the answer to how fast a fall is seen.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _over = new();
    private readonly Dictionary<string, (string? State, string? Health)> _last = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<HealthChange> _changes = new();
    private Task _watching = Task.CompletedTask;
    private bool _bridgeIsGone;

    public IReadOnlyList<HealthChange> Changes => [.. _changes];

    /// <summary>Takes the first look, against which changes are noted, and goes on in the background.</summary>
    public async Task StartAsync(CancellationToken ct)
    {
        await LookAsync(ct);
        _watching = WatchAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _watching;
        _over.Dispose();
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_over.Token)) await LookAsync(_over.Token);
        }
        catch (OperationCanceledException) when (_over.IsCancellationRequested)
        {
            // The run is over.
        }
    }

    private async Task LookAsync(CancellationToken ct)
    {
        ResourceStatus[] resources;
        try
        {
            resources = await bridge.GetResourcesAsync(ct);
            _bridgeIsGone = false;
        }
        catch (BridgeException gone)
        {
            if (!_bridgeIsGone) log.Write(RunEventKind.Note, $"The lab's health cannot be seen: {gone.Message}");
            _bridgeIsGone = true;
            return;
        }

        var seen = await Task.WhenAll(resources.Select(async resource => (Resource: resource, Health: await HealthOfAsync(resource, ct))));
        foreach (var (resource, health) in seen) Note(resource, health);
    }

    // A service that works without one of its dependencies says so itself; the host only knows healthy and unhealthy.
    private async Task<string?> HealthOfAsync(ResourceStatus resource, CancellationToken ct)
    {
        if (resource.State != "Running" || resource.Health != "Healthy" || HealthProbe.AddressOf(resource) is not { } address) return resource.Health;
        return await probe.AskAsync(address, ct) is { Status: "degraded", Detail: var detail } ? $"Degraded ({detail})" : resource.Health;
    }

    // What exactly is missing changes from look to look; that something is, is the news.
    private static string? Word(string? health) => health?.Split(' ', 2)[0];

    private void Note(ResourceStatus resource, string? health)
    {
        var now = (resource.State, health);
        var isFirst = !_last.TryGetValue(resource.Name, out var before);
        _last[resource.Name] = now;
        if (isFirst || (before.State == now.State && Word(before.Health) == Word(health))) return;

        var at = time.GetUtcNow();
        _changes.Enqueue(new HealthChange(at, resource.Name, resource.State, health));
        log.Write(at, RunEventKind.Health, $"{resource.Name}: {resource.State}{(health is null ? "" : $", {health}")}.", resource.Name);
    }
}
