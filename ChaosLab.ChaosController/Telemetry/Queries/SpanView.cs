namespace ChaosLab.ChaosController.Telemetry.Queries;

/// <summary>A span in the tree of its trace.</summary>
/// <param name="SpanId">16 hexadecimal digits.</param>
/// <param name="ParentId">16 hexadecimal digits; null for the root.</param>
/// <param name="Depth">How deep it stands; 0 at the top.</param>
/// <param name="Service">Whose it is.</param>
/// <param name="Instance">Which instance's, or null.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Whom it talks to.</param>
/// <param name="OffsetMs">From the trace's start to its own, in ms.</param>
/// <param name="DurationMs">How long it took, in ms.</param>
/// <param name="Failed">Whether its status is error.</param>
/// <param name="StatusText">The text of its status, or null.</param>
/// <param name="Fault">The id of the fault that hit it, the last if there were more; null when none inside a service did.</param>
/// <param name="Run">The run that injected that fault, or null.</param>
/// <param name="Attributes">Its attributes.</param>
/// <param name="Events">Its events, in the order in which they were noted.</param>
internal sealed record SpanView(
    string SpanId, string? ParentId, int Depth, string Service, string? Instance, string Name, SpanRole Kind, double OffsetMs, double DurationMs,
    bool Failed, string? StatusText, string? Fault, string? Run, IReadOnlyDictionary<string, string> Attributes, IReadOnlyList<SpanEventView> Events)
{
    public static SpanView Of(SpanRecord span, int depth, DateTimeOffset start) => new(
        span.SpanId.ToString(), span.ParentId?.ToString(), depth, span.Service, span.Instance, span.Name, span.Kind,
        (span.Start - start).TotalMilliseconds, span.Duration.TotalMilliseconds, span.Failed, span.StatusText,
        FaultDecision.FaultsOf(span).LastOrDefault(), FaultDecision.RunOf(span.Attributes), span.Attributes.ToDictionary(),
        [.. span.Events.Select(happened => new SpanEventView((happened.At - start).TotalMilliseconds, happened.Name, happened.Attributes.ToDictionary()))]);
}

/// <summary>A moment in a span.</summary>
/// <param name="OffsetMs">From the trace's start, in ms.</param>
/// <param name="Name">What happened.</param>
/// <param name="Attributes">Its attributes.</param>
internal sealed record SpanEventView(double OffsetMs, string Name, IReadOnlyDictionary<string, string> Attributes);
