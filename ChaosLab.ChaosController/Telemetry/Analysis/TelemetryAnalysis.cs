namespace ChaosLab.ChaosController.Telemetry.Analysis;

/// <summary>
/// What traces and logs say of a time; where spans of it have given way to newer ones, the services' counters say how often their
/// mechanisms acted. What the balancer absorbed is not in them: HAProxy writes no spans, its statistics
/// tell.
/// </summary>
internal static class TelemetryAnalysis
{
    /// <summary>Looks at the requests that began, and the logs that were written, from <paramref name="from"/> to <paramref name="to"/>.</summary>
    /// <remarks>Services export within a second: ask two seconds after the end.</remarks>
    /// <param name="store">The telemetry.</param>
    /// <param name="from">The beginning.</param>
    /// <param name="to">The end.</param>
    /// <param name="faults">The faults that acted meanwhile.</param>
    public static TelemetryFindings Find(TelemetryStore store, DateTimeOffset from, DateTimeOffset to, params IReadOnlyList<ActingFault> faults)
    {
        var traces = ShopTrace.Began(store, from, to);
        var droppedSpans = store.Spans.DroppedSince(from);
        var counts = droppedSpans > 0 ? DependencyCounts.Read(store, from, to) : null;
        return new TelemetryFindings(
            traces.Sum(trace => (long)trace.Spans.Count),
            store.DroppedSince(from),
            Absorption.Find(traces, counts),
            counts?.Amplification() ?? DependencyCalls.Amplification(traces),
            Detections.Find(store, traces, from, to, faults, counts),
            TraceExamples.Choose(traces, faults),
            droppedSpans == 0 || counts is not null);
    }
}
