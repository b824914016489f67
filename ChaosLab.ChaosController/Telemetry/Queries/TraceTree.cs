namespace ChaosLab.ChaosController.Telemetry.Queries;

/// <summary>Brings the spans of a trace into the order of its tree.</summary>
internal static class TraceTree
{
    /// <summary>Every span once, each before those that belong to it. Spans whose parent is not there stand at the top.</summary>
    public static IReadOnlyList<SpanView> Lay(StoredTrace trace)
    {
        var ids = trace.Spans.Select(span => span.SpanId).ToHashSet();
        var children = trace.Spans.Where(span => HasParent(span, ids)).ToLookup(span => span.ParentId!.Value);
        var laid = new List<SpanView>(trace.Spans.Count);
        var done = new HashSet<SpanRecord>(ReferenceEqualityComparer.Instance);
        var waiting = new Stack<(SpanRecord Span, int Depth)>();

        // Spans that are each other's parents have no top: they come last.
        foreach (var top in trace.Spans.Where(span => !HasParent(span, ids)).Concat(trace.Spans))
        {
            waiting.Push((top, 0));
            while (waiting.TryPop(out var next))
            {
                if (!done.Add(next.Span)) continue;
                laid.Add(SpanView.Of(next.Span, next.Depth, trace.Start));
                foreach (var child in children[next.Span.SpanId].Reverse()) waiting.Push((child, next.Depth + 1));
            }
        }

        return laid;
    }

    private static bool HasParent(SpanRecord span, HashSet<SpanId> ids) => span.ParentId is { } parent && parent != span.SpanId && ids.Contains(parent);
}
