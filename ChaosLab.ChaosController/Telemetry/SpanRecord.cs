namespace ChaosLab.ChaosController.Telemetry;

/// <summary>A span as a service exported it.</summary>
/// <param name="Service">The resource attribute <c>service.name</c>, <c>unknown_service</c> without it.</param>
/// <param name="Instance">The resource attribute <c>service.instance.id</c>, or null.</param>
/// <param name="TraceId">The trace it belongs to.</param>
/// <param name="SpanId">Its id in the trace.</param>
/// <param name="ParentId">The span it belongs to; null for the root of a trace.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Whom it talks to.</param>
/// <param name="Start">When it began.</param>
/// <param name="Duration">How long it took; not negative.</param>
/// <param name="Failed">Whether its status is error.</param>
/// <param name="StatusText">The text of its status, or null.</param>
/// <param name="Attributes">Its attributes.</param>
/// <param name="Events">Its events, in the order in which they were noted.</param>
internal sealed record SpanRecord(
    string Service,
    string? Instance,
    TraceId TraceId,
    SpanId SpanId,
    SpanId? ParentId,
    string Name,
    SpanRole Kind,
    DateTimeOffset Start,
    TimeSpan Duration,
    bool Failed,
    string? StatusText,
    TelemetryAttributes Attributes,
    IReadOnlyList<SpanEvent> Events)
{
    public DateTimeOffset End => Start + Duration;
}

/// <summary>A moment in a span.</summary>
internal sealed record SpanEvent(DateTimeOffset At, string Name, TelemetryAttributes Attributes);

/// <summary>Span.SpanKind of OTLP; the numbers are the wire's.</summary>
internal enum SpanRole
{
    Unspecified,
    Internal,
    Server,
    Client,
    Producer,
    Consumer,
}
