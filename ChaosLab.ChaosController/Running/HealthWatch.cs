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
    private readonly Dictionary<string, (string? State, string? Health)> _told = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Task> _asking = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly ConcurrentQueue<HealthChange> _changes = new();
    private Task _watching = Task.CompletedTask;
    private bool _bridgeIsGone;

    public IReadOnlyList<HealthChange> Changes => [.. _changes];

    /// <summary>Takes the first look, against which changes are noted, and goes on in the background.</summary>
    public async Task StartAsync(CancellationToken ct)
    {
        await LookAsync(ct);
        await Task.WhenAll(_asking.Values);
        ct.ThrowIfCancellationRequested();
        _watching = WatchAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _watching;
        await Task.WhenAll(_asking.Values);
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

        foreach (var resource in resources)
        {
            lock (_gate) _told[resource.Name] = (resource.State, resource.Health);
            if (resource.State != "Running" || resource.Health != "Healthy" || HealthProbe.AddressOf(resource) is not { } address) Note(resource, resource.Health);
            else if (_asking.GetValueOrDefault(resource.Name) is not { IsCompleted: false }) _asking[resource.Name] = AskAsync(resource, address, ct);
        }
    }

    // A service that works without one of its dependencies says so itself; the host only knows healthy and unhealthy.
    // One that answers slowly holds up nobody's view but its own.
    private async Task AskAsync(ResourceStatus resource, Uri address, CancellationToken ct)
    {
        try
        {
            var health = await probe.AskAsync(address, ct) is { Status: "degraded", Detail: var detail } ? $"Degraded ({detail})" : resource.Health;
            lock (_gate)
            {
                // What the host has said meanwhile is newer.
                if (_told[resource.Name] != (resource.State, resource.Health)) return;
            }

            Note(resource, health);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The run is over.
        }
    }

    // What exactly is missing changes from look to look; that something is, is the news.
    private static string? Word(string? health) => health?.Split(' ', 2)[0];

    private void Note(ResourceStatus resource, string? health)
    {
        lock (_gate)
        {
            var now = (resource.State, health);
            var isFirst = !_last.TryGetValue(resource.Name, out var before);
            _last[resource.Name] = now;
            if (isFirst || (before.State == now.State && Word(before.Health) == Word(health))) return;
        }

        var at = time.GetUtcNow();
        _changes.Enqueue(new HealthChange(at, resource.Name, resource.State, health));
        log.Write(at, RunEventKind.Health, $"{resource.Name}: {resource.State}{(health is null ? "" : $", {health}")}.", resource.Name);
    }
}
