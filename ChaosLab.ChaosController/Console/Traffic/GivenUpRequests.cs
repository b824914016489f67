using ChaosLab.ChaosController.Load;

namespace ChaosLab.ChaosController.Console.Traffic;

/// <summary>
/// Requests that the lab's own load has given up, and that the gateway may still have at hand: it counts them when it is done with them,
/// which may be seconds later. They count once, as errors, when the load gave them up. Not thread-safe.
/// </summary>
internal sealed class GivenUpRequests
{
    // The gateway waits 10 s for an answer (ChaosLab.Hosting, HaProxyConfiguration); what it has not counted by then was lost with it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private long _open;
    private DateTimeOffset _until;

    /// <summary>What the gateway counted, without those that were counted before.</summary>
    /// <param name="counted">What the gateway counted since its last reading.</param>
    /// <param name="load">What the load saw end since the same reading.</param>
    /// <param name="now">When both were read.</param>
    public GatewayRise TakeOutOf(GatewayRise counted, LoadCounts load, DateTimeOffset now)
    {
        if (load.GivenUp > 0) _until = now + Patience;
        _open = now < _until ? _open + load.GivenUp : 0;

        // What the load got an answer to is not among them, nor is what others asked.
        var late = Math.Min(_open, Math.Max(0, counted.Requests - load.Answered));
        _open -= late;
        var errors = counted.Errors - Math.Min(late, Math.Max(0, counted.Errors - load.ServerErrors));
        return new GatewayRise(Math.Max(errors, counted.Requests - late), errors);
    }
}
