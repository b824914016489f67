using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace ChaosLab.ServiceDefaults.Health;

/// <summary>
/// Between the wish to stop and the stop: <c>/health</c> says down for <c>Lab:DrainDelay</c> (1.2 s), so that the gateway sends
/// nothing more while what is under way is finished.
/// </summary>
internal sealed class Draining(IConfiguration configuration, LabProfile profile, TimeProvider time) : IHostedLifecycleService
{
    private static readonly TimeSpan DefaultDelay = TimeSpan.FromMilliseconds(1200);

    public bool HasBegun { get; private set; }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        HasBegun = true;
        if (profile.IsNaive) return;
        var delay = configuration.GetValue("Lab:DrainDelay", DefaultDelay);
        await Task.Delay(delay, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
