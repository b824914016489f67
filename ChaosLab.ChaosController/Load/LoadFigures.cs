namespace ChaosLab.ChaosController.Load;

/// <summary>Requests of some time and kind. Latency counts from the intended send time, and those without an answer are in it.</summary>
/// <param name="Due">How many were due.</param>
/// <param name="Succeeded">How many were answered as they should be.</param>
/// <param name="Failed">How many were answered with an error, or whose connection broke.</param>
/// <param name="TimedOut">How many had no answer within the time-out; counted as errors.</param>
/// <param name="Unsent">How many could not be sent within the time-out; counted as errors.</param>
/// <param name="Statuses">Answers by HTTP status.</param>
/// <param name="P50">Median latency, in ms; null when none was answered or waited for to the time-out.</param>
/// <param name="P95">95th percentile of latency, in ms.</param>
/// <param name="P99">99th percentile of latency, in ms.</param>
/// <param name="Max">Greatest latency, in ms.</param>
/// <param name="Late">How many the generator itself took up more than 100 ms late; the same lateness is in the latency.</param>
internal sealed record LoadFigures(
    long Due,
    long Succeeded,
    long Failed,
    long TimedOut,
    long Unsent,
    IReadOnlyDictionary<int, long> Statuses,
    double? P50,
    double? P95,
    double? P99,
    double? Max,
    long Late = 0)
{
    /// <summary>Failed, timed out and unsent requests.</summary>
    public long Errors => Failed + TimedOut + Unsent;

    /// <summary>Share of those due that were errors, 0 to 1; 0 when none was due.</summary>
    public double ErrorRate => Due == 0 ? 0 : (double)Errors / Due;
}
