using ChaosLab.ChaosController.Load;
using ChaosLab.ChaosController.Running;

namespace ChaosLab.ChaosController.Console.Traffic;

/// <summary>
/// Closes each second as it ends, with what the gateway counted in it and what the lab's own load got no answer to; always on, so that there
/// is something to look back at.
/// </summary>
internal sealed class TrafficSampler(TrafficTally tally, LoadOutcomes outcomes, RunsDirectory files, TimeProvider time, ILogger<TrafficSampler> logger)
    : BackgroundService
{
    // One look may be missed on a busy machine; a gateway that is silent for longer did nothing meanwhile.
    private const int LongestLook = 2;

    private readonly GivenUpRequests _givenUp = new();

    /// <summary>Raised once a second, after the second that ended was closed; handlers must return at once.</summary>
    public event Action? Closed;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var first = time.GetUtcNow().ToUnixTimeSeconds();
        var load = outcomes.Counts;
        var heard = (Second: first, Counters: await GatewayCounters.ReadAsync(files.GatewaySocket, stoppingToken), Load: load);
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(ToNextSecond(), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested) return;
            var now = time.GetUtcNow();
            var end = now.ToUnixTimeSeconds();
            if (end <= first) continue;

            var loadNow = outcomes.Counts;
            tally.Add(first, end, loadNow.Since(load));
            var counters = await GatewayCounters.ReadAsync(files.GatewaySocket, stoppingToken);
            var rise = counters is not null && heard.Counters is not null ? counters.Since(heard.Counters) : null;
            if (rise is not null) rise = _givenUp.TakeOutOf(rise, loadNow.Since(heard.Load), now);
            tally.Close(end - heard.Second <= LongestLook ? heard.Second : first, end, rise);
            if (counters is not null) heard = (end, counters, loadNow);
            (first, load) = (end, loadNow);
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
