using System.Runtime.InteropServices;

namespace ChaosLab.ChaosController.Telemetry.Queries;

/// <summary>Finds traces in the store, going back from its newest span only as far as it must.</summary>
internal static class TraceQuery
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    /// <summary>The traces that are wanted, the newest first.</summary>
    public static IReadOnlyList<StoredTrace> Find(TelemetryStore store, TraceFilter filter)
    {
        var open = new Dictionary<TraceId, OpenTrace>();
        var found = new List<StoredTrace>();
        var settledSince = DateTimeOffset.MaxValue;
        foreach (var block in store.Spans.NewestFirst())
        {
            foreach (var span in block) (CollectionsMarshal.GetValueRefOrAddDefault(open, span.TraceId, out _) ??= new OpenTrace()).Add(span);

            // A span comes after its end, and so after its trace's start: traces that began later than this have all their spans.
            var seenSince = ArrivalOrder.SeenSince(block.Select(span => span.End));
            if (seenSince > settledSince - Step) continue;
            settledSince = seenSince;
            Settle(open, found, filter, seenSince);
            if (found.Count >= filter.Limit || seenSince < filter.From) return found;
        }

        Settle(open, found, filter, DateTimeOffset.MinValue);
        return found;
    }

    /// <summary>One trace; null when the store has no span of it.</summary>
    public static StoredTrace? Find(TelemetryStore store, TraceId id)
    {
        var spans = new List<SpanRecord>();
        foreach (var block in store.Spans.NewestFirst())
        {
            spans.AddRange(block.Where(span => span.TraceId == id));
            if (spans.Count > 0 && ArrivalOrder.SeenSince(block.Select(span => span.End)) < spans.Min(span => span.Start)) break;
        }

        return spans.Count == 0 ? null : new StoredTrace(id, spans);
    }

    // What began later is settled earlier, so those that are found are in order.
    private static void Settle(Dictionary<TraceId, OpenTrace> open, List<StoredTrace> found, TraceFilter filter, DateTimeOffset since)
    {
        foreach (var (id, trace) in open.Where(one => one.Value.Start > since).OrderByDescending(one => one.Value.Start).ToArray())
        {
            if (found.Count == filter.Limit) return;
            open.Remove(id);
            if (!(trace.Start > filter.To) && trace.Close(id) is var closed && filter.Matches(closed)) found.Add(closed);
        }
    }
}
