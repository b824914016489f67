using ChaosLab.ServiceDefaults.Resilience;
using Microsoft.Extensions.Hosting;

namespace ChaosLab.ServiceDefaults.Health;

/// <summary>Asks silent dependencies for a sign of life: every second while one is away, every five while it is well and idle.</summary>
internal sealed class DependencyProber(DependencyRegistry dependencies, IServiceProvider services, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan WhileAway = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WhileIdle = TimeSpan.FromSeconds(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
        => Task.WhenAll(dependencies.All.Where(d => d.Options.Probe is not null).Select(d => ProbeAsync(d, stoppingToken)));

    private async Task ProbeAsync(Dependency dependency, CancellationToken ct)
    {
        // Not on the start-up path: a client's first connection may block.
        await Task.Yield();
        while (!ct.IsCancellationRequested)
        {
            if (!dependency.State.Available || dependency.Silence >= WhileIdle) await AskAsync(dependency, ct);
            await Task.Delay(WhileAway, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task AskAsync(Dependency dependency, CancellationToken ct)
    {
        try
        {
            await dependency.CallAsync("probe", attempt => dependency.Options.Probe!(services, attempt), idempotent: false, ct);
        }
        catch (Exception error) when (error is DependencyException or DependencyRejectedException or OperationCanceledException)
        {
            // The dependency has kept the word; the next probe asks again.
        }
    }
}
