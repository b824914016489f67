namespace ChaosLab.ChaosController.Telemetry.Analysis;

/// <summary>
/// What traces, metrics and logs say of a time. What the balancer absorbed is not in them: HAProxy writes no spans, its statistics
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
        return new TelemetryFindings(
            traces.Sum(trace => (long)trace.Spans.Count),
            store.DroppedSince(from),
            Absorption.Find(traces),
            DependencyCalls.Amplification(traces),
            Detections.Find(store, traces, from, to, faults),
            TraceExamples.Choose(traces, faults));
    }
}
