namespace ChaosLab.ChaosController.Telemetry;

/// <summary>The shop's telemetry, in memory and bounded: a ring for each signal, the oldest gives way. Thread-safe.</summary>
internal sealed class TelemetryStore(TelemetryLimits limits)
{
    // Objects of a 64-bit runtime, rounded up. A stream is shared by all its points.
    private const int Span = 152;
    private const int Event = 64;
    private const int Point = 72;
    private const int Log = 136;
    private const int Attributes = 56;
    private const int Attribute = 16;
    private const int Text = 24;
    private const int Character = 2;

    /// <summary>Spans, by their start.</summary>
    public TelemetryRing<SpanRecord> Spans { get; } = new(limits.Spans, limits.Bytes, span => span.Start, BytesOf);

    /// <summary>Metric points, by the time of their measurement.</summary>
    public TelemetryRing<MetricPoint> Metrics { get; } = new(
        limits.MetricPoints, limits.Bytes, point => point.At, point => Point + BytesOf(point.Stream.Attributes));

    /// <summary>Log records, by the time they were written.</summary>
    public TelemetryRing<LogRecord> Logs { get; } = new(
        limits.Logs, limits.Bytes, log => log.At, log => Log + BytesOf(log.Text) + BytesOf(log.Attributes));

    /// <summary>How much may be missing of all signals since a time.</summary>
    public long DroppedSince(DateTimeOffset from) => Spans.DroppedSince(from) + Metrics.DroppedSince(from) + Logs.DroppedSince(from);

    private static int BytesOf(SpanRecord span)
    {
        var bytes = Span + BytesOf(span.StatusText) + BytesOf(span.Attributes);
        foreach (var happened in span.Events) bytes += Event + BytesOf(happened.Attributes);
        return bytes;
    }

    private static int BytesOf(string? text) => text is null ? 0 : Text + Character * text.Length;

    private static int BytesOf(TelemetryAttributes attributes)
        => attributes.All.Count == 0 ? 0 : Attributes + (Attribute + Text) * attributes.All.Count + Character * attributes.Characters;
}
