namespace ChaosLab.ChaosController.Telemetry;

/// <summary>A log record as a service exported it.</summary>
/// <param name="Service">The resource attribute <c>service.name</c>, <c>unknown_service</c> without it.</param>
/// <param name="Category">The logger's name.</param>
/// <param name="At">When it was written, or else observed.</param>
/// <param name="Severity">OTLP's severity number: 1 to 4 trace, 5 debug, 9 information, 13 warning, 17 error, 21 to 24 fatal; 0 unspecified.</param>
/// <param name="Text">The message.</param>
/// <param name="TraceId">The trace it was written in, or null.</param>
/// <param name="SpanId">The span it was written in, or null.</param>
/// <param name="Attributes">Its values.</param>
internal sealed record LogRecord(
    string Service, string Category, DateTimeOffset At, int Severity, string Text, TraceId? TraceId, SpanId? SpanId, TelemetryAttributes Attributes)
{
    public const int Warning = 13;
    public const int Error = 17;
    public const int MostSevere = 24;
}
