namespace ChaosLab.ChaosController.Telemetry.Queries;

/// <summary>Which traces are wanted; what is null is not asked for.</summary>
/// <param name="Limit">How many, the newest.</param>
/// <param name="From">Those that began then or later.</param>
/// <param name="To">Those that began then or before.</param>
/// <param name="Service">Those with a span of this service.</param>
/// <param name="MinMs">Those that took so long or longer, in ms.</param>
/// <param name="MaxMs">Those that took so long or less, in ms.</param>
/// <param name="Failed">Those that failed, or those that did not.</param>
/// <param name="Fault">Those that drew this fault.</param>
/// <param name="Text">Those with this text in a name, a status or a value, in upper or lower case; or with this trace id.</param>
internal sealed record TraceFilter(
    int Limit, DateTimeOffset? From = null, DateTimeOffset? To = null, string? Service = null, double? MinMs = null, double? MaxMs = null,
    bool? Failed = null, string? Fault = null, string? Text = null)
{
    public bool Matches(StoredTrace trace)
        => !(trace.Start < From) && !(trace.Start > To)
            && (Service is null || trace.Spans.Any(span => span.Service == Service))
            && !(trace.Duration.TotalMilliseconds < MinMs) && !(trace.Duration.TotalMilliseconds > MaxMs)
            && (Failed is null || trace.Failed == Failed)
            && (Fault is null || trace.Faults.Contains(Fault))
            && (Text is null || HasText(trace, Text));

    private static bool HasText(StoredTrace trace, string text)
        => trace.Id.ToString().Equals(text, StringComparison.OrdinalIgnoreCase)
            || trace.Spans.Any(span => Has(span.Name, text) || Has(span.StatusText, text) || span.Attributes.HasText(text));

    private static bool Has(string? where, string text) => where?.Contains(text, StringComparison.OrdinalIgnoreCase) == true;
}
