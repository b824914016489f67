namespace ChaosLab.ChaosController.Telemetry.Queries;

/// <summary>The spans of a trace that were met so far, going back.</summary>
internal sealed class OpenTrace
{
    private readonly List<SpanRecord> _spans = [];

    /// <summary>When the first of them began.</summary>
    public DateTimeOffset Start { get; private set; } = DateTimeOffset.MaxValue;

    public void Add(SpanRecord span)
    {
        _spans.Add(span);
        if (span.Start < Start) Start = span.Start;
    }

    public StoredTrace Close(TraceId id) => new(id, _spans);
}
