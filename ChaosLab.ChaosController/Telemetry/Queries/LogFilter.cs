namespace ChaosLab.ChaosController.Telemetry.Queries;

/// <summary>Which log records are wanted; what is null is not asked for.</summary>
/// <param name="Limit">How many, the newest.</param>
/// <param name="From">Those written then or later.</param>
/// <param name="To">Those written then or before.</param>
/// <param name="Service">Those of this service.</param>
/// <param name="MinSeverity">Those of this severity or a worse one, as OTLP numbers them.</param>
/// <param name="Text">Those with this text in the message or the category, in upper or lower case.</param>
/// <param name="Trace">Those written in this trace.</param>
/// <param name="Fault">Those that name this fault.</param>
internal sealed record LogFilter(
    int Limit, DateTimeOffset? From = null, DateTimeOffset? To = null, string? Service = null, int? MinSeverity = null, string? Text = null,
    TraceId? Trace = null, string? Fault = null)
{
    public bool Matches(LogRecord log)
        => !(log.At < From) && !(log.At > To)
            && (Service is null || log.Service == Service)
            && !(log.Severity < MinSeverity)
            && (Trace is null || log.TraceId == Trace)
            && (Fault is null || FaultDecision.FaultOf(log.Attributes) == Fault)
            && (Text is null || log.Text.Contains(Text, StringComparison.OrdinalIgnoreCase) || log.Category.Contains(Text, StringComparison.OrdinalIgnoreCase));
}
