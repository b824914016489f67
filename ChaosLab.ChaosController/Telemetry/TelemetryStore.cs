namespace ChaosLab.ChaosController.Telemetry;

/// <summary>The shop's telemetry, in memory and bounded: a ring for each signal, the oldest gives way. Thread-safe.</summary>
internal sealed class TelemetryStore(TelemetryLimits limits)
{
    /// <summary>Spans, by their start.</summary>
    public TelemetryRing<SpanRecord> Spans { get; } = new(limits.Spans, limits.Characters, span => span.Start, TextOf);

    /// <summary>Metric points, by the time of their measurement.</summary>
    public TelemetryRing<MetricPoint> Metrics { get; } = new(limits.MetricPoints, limits.Characters, point => point.At, point => TextOf(point.Attributes));

    /// <summary>Log records, by the time they were written.</summary>
    public TelemetryRing<LogRecord> Logs { get; } = new(
        limits.Logs, limits.Characters, log => log.At, log => log.Text.Length + TextOf(log.Attributes));

    /// <summary>How much may be missing of all signals since a time.</summary>
    public long DroppedSince(DateTimeOffset from) => Spans.DroppedSince(from) + Metrics.DroppedSince(from) + Logs.DroppedSince(from);

    private static int TextOf(SpanRecord span)
        => (span.StatusText?.Length ?? 0) + TextOf(span.Attributes) + span.Events.Sum(e => TextOf(e.Attributes));

    // Names and keys are shared; values are each record's own.
    private static int TextOf(TelemetryAttributes attributes)
    {
        var length = 0;
        foreach (var (_, value) in attributes.All) length += value.Length;
        return length;
    }
}
