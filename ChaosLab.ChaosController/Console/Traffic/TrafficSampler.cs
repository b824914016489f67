using ChaosLab.ChaosController.Running;

namespace ChaosLab.ChaosController.Console.Traffic;

/// <summary>Closes each second as it ends, with what the gateway counted in it; always on, so that there is something to look back at.</summary>
internal sealed class TrafficSampler(TrafficTally tally, RunsDirectory files, TimeProvider time, ILogger<TrafficSampler> logger) : BackgroundService
{
    /// <summary>Raised once a second, after the second that ended was closed; handlers must return at once.</summary>
    public event Action? Closed;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var first = time.GetUtcNow().ToUnixTimeSeconds();
        var before = await GatewayCounters.ReadAsync(files.GatewaySocket, stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(ToNextSecond(), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested) return;
            var now = time.GetUtcNow().ToUnixTimeSeconds();
            if (now <= first) continue;

            var counters = await GatewayCounters.ReadAsync(files.GatewaySocket, stoppingToken);
            tally.Close(first, now, counters is not null && before is not null ? counters.Since(before) : null);
            before = counters ?? before;
            first = now;
            Announce();
        }
    }

    private void Announce()
    {
        try
        {
            Closed?.Invoke();
        }
#pragma warning disable CA1031 // A listener's failure must not stop the counting, nor the service with it.
        catch (Exception error)
#pragma warning restore CA1031
        {
            logger.LogError(error, "A listener failed on the end of a second");
        }
    }

    private TimeSpan ToNextSecond() => TimeSpan.FromMilliseconds(1002 - time.GetUtcNow().Millisecond);
}
