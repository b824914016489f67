namespace ChaosLab.ChaosController.Load;

/// <summary>
/// How the load does now: the requests that ended lately, whenever they were due, and those that still wait. A shop that hangs
/// shows here: what waits counts in the latency with the time it has waited, and as an error from its time-out on.
/// </summary>
/// <param name="Succeeded">How many were answered as they should be.</param>
/// <param name="Errors">How many failed, timed out or could not be sent.</param>
/// <param name="Waiting">How many are due and have no outcome yet.</param>
/// <param name="Oldest">How long the oldest of them has waited at least.</param>
/// <param name="P50">Median latency, in ms, from the intended send time; null when nothing was answered, timed out or waits.</param>
/// <param name="P95">95th percentile of latency, in ms.</param>
/// <param name="P99">99th percentile of latency, in ms.</param>
/// <param name="Max">Greatest latency, in ms.</param>
internal sealed record RecentFigures(
    long Succeeded, long Errors, long Waiting, TimeSpan Oldest, double? P50, double? P95, double? P99, double? Max)
{
    /// <summary>How many had their outcome in that time.</summary>
    public long Ended => Succeeded + Errors;

    /// <summary>Share of those that ended that were errors, 0 to 1; null when none ended, so that nothing can be said.</summary>
    public double? ErrorRate => Ended == 0 ? null : (double)Errors / Ended;

    /// <summary>Whether there is anything to measure.</summary>
    public bool IsEmpty => Ended == 0 && Waiting == 0;
}
