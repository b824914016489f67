using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;

namespace ChaosLab.ServiceDefaults.Health;

/// <summary>
/// Looks after each dependency every second: asks for a sign of life while it is away, or well but idle for five seconds,
/// and tells the log when it goes and comes.
/// </summary>
internal sealed class DependencyProber(
    DependencyRegistry dependencies, IServiceProvider services, TimeProvider time, ILogger<DependencyProber> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WhileIdle = TimeSpan.FromSeconds(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
        => Task.WhenAll(dependencies.All.Select(d => LookAfterAsync(d, stoppingToken)));

    private async Task LookAfterAsync(Dependency dependency, CancellationToken ct)
    {
        // Not on the start-up path: a client's first connection may block.
        await Task.Yield();
        var wasAvailable = true;
        while (!ct.IsCancellationRequested)
        {
            if (dependency.Options.Probe is not null && (!dependency.State.Available || dependency.Silence >= WhileIdle))
                await AskAsync(dependency, ct);

            // Once a second at most, so that a dependency that fails now and then does not flood the log.
            wasAvailable = Announce(dependency.Name, dependency.State, wasAvailable);
            await Task.Delay(Look, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task AskAsync(Dependency dependency, CancellationToken ct)
    {
        // A trace per probe would bury the traces of requests.
        using var silence = SuppressInstrumentationScope.Begin();
        try
        {
            await dependency.ProbeAsync(services, ct);
        }
        catch (Exception error) when (error is DependencyException or DependencyRejectedException or OperationCanceledException)
        {
            // The dependency remembers the failure; the next look asks again.
        }
    }

    private bool Announce(string name, DependencyState state, bool wasAvailable)
    {
        if (state.Available && !wasAvailable) logger.LogInformation("{Dependency} is available again", name);
        if (!state.Available && wasAvailable)
            logger.LogWarning("{Dependency} is not available (circuit {Circuit}): {Error}", name, state.Circuit, state.Error);
        return state.Available;
    }
}
