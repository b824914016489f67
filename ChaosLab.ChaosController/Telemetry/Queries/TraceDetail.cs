namespace ChaosLab.ChaosController.Telemetry.Queries;

/// <summary>A trace as a tree.</summary>
/// <param name="TraceId">32 hexadecimal digits.</param>
/// <param name="At">When its first span began.</param>
/// <param name="DurationMs">From there to the end of its last, in ms.</param>
/// <param name="Failed">Whether its root failed: with an error, or answered with 4xx or 5xx.</param>
/// <param name="Complete">Whether its root is there, and every other span's parent.</param>
/// <param name="Spans">Each before those that belong to it; what belongs to the same, by its start.</param>
internal sealed record TraceDetail(
    string TraceId, DateTimeOffset At, double DurationMs, bool Failed, bool Complete, IReadOnlyList<SpanView> Spans)
{
    public static TraceDetail Of(StoredTrace trace) => new(
        trace.Id.ToString(), trace.Start, trace.Duration.TotalMilliseconds, trace.Failed, trace.Complete, TraceTree.Lay(trace));
}
