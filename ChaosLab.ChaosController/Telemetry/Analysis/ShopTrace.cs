namespace ChaosLab.ChaosController.Telemetry.Analysis;

/// <summary>The spans of one trace that the store has.</summary>
internal sealed class ShopTrace
{
    private const string Status = "http.response.status_code";

    private ShopTrace(TraceId id, SpanRecord[] spans)
    {
        Id = id;
        Spans = spans;
        var ids = spans.Select(s => s.SpanId).ToHashSet();
        Request = spans.FirstOrDefault(s => s.Kind == SpanRole.Server && (s.ParentId is null || !ids.Contains(s.ParentId.Value)));
    }

    /// <summary>The trace id.</summary>
    public TraceId Id { get; }

    /// <summary>Its spans, by their start.</summary>
    public IReadOnlyList<SpanRecord> Spans { get; }

    /// <summary>The request from outside that it belongs to; null for what a service does by itself.</summary>
    public SpanRecord? Request { get; }

    public DateTimeOffset Start => Spans[0].Start;

    /// <summary>Whether it is a request that failed: with an error, or answered with 4xx or 5xx.</summary>
    public bool Failed => Request is { } request && (request.Failed || request.Attributes.Whole(Status) >= 400);

    /// <summary>Whether it is a request that succeeded.</summary>
    public bool Succeeded => Request is not null && !Failed;

    /// <summary>The traces that began in a time.</summary>
    public static IReadOnlyList<ShopTrace> Began(TelemetryStore store, DateTimeOffset from, DateTimeOffset to)
    {
        // A trace is where its first span is: what began before is looked for, and what came after belongs to it.
        var margin = TimeSpan.FromSeconds(30);
        return
        [
            .. store.Spans.Between(Shift(from, -margin), Shift(to, margin))
                .GroupBy(span => span.TraceId)
                .Select(spans => new ShopTrace(spans.Key, [.. spans.OrderBy(span => span.Start)]))
                .Where(trace => trace.Start >= from && trace.Start <= to),
        ];
    }

    private static DateTimeOffset Shift(DateTimeOffset at, TimeSpan by)
        => by < TimeSpan.Zero
            ? at - DateTimeOffset.MinValue > -by ? at + by : DateTimeOffset.MinValue
            : DateTimeOffset.MaxValue - at > by ? at + by : DateTimeOffset.MaxValue;
}
