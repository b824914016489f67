namespace ChaosLab.ChaosController.Telemetry.Queries;

/// <summary>A trace in a list.</summary>
/// <param name="TraceId">32 hexadecimal digits.</param>
/// <param name="Name">What its root did.</param>
/// <param name="Service">Whose root it is.</param>
/// <param name="At">When its first span began.</param>
/// <param name="DurationMs">From there to the end of its last, in ms.</param>
/// <param name="Spans">How many spans of it there are.</param>
/// <param name="Failed">Whether its root failed: with an error, or answered with 4xx or 5xx.</param>
/// <param name="Status">The HTTP status of its root, or null.</param>
/// <param name="Services">Who took part.</param>
/// <param name="Faults">The faults that it drew.</param>
/// <param name="Marks">What acted in it: <c>retry</c>, <c>fallback</c>, <c>timeout</c>, <c>bulkhead</c>, <c>breaker</c>.</param>
internal sealed record TraceSummary(
    string TraceId, string Name, string Service, DateTimeOffset At, double DurationMs, int Spans, bool Failed, int? Status,
    IReadOnlyList<string> Services, IReadOnlyList<string> Faults, IReadOnlyList<string> Marks)
{
    public static TraceSummary Of(StoredTrace trace) => new(
        trace.Id.ToString(), trace.Root.Name, trace.Root.Service, trace.Start, trace.Duration.TotalMilliseconds, trace.Spans.Count,
        trace.Failed, trace.Status, trace.Services, trace.Faults, trace.Marks);
}
