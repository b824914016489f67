using ChaosLab.ChaosController.Telemetry;

namespace ChaosLab.Tests.Telemetry;

/// <summary>Records for a store, as services would have exported them; times are ms from <see cref="Start"/>.</summary>
internal static class Records
{
    public static readonly DateTimeOffset Start = new(2026, 11, 21, 19, 30, 0, TimeSpan.Zero);

    public static TraceId Trace(int number) => new(0xABC, (ulong)number);

    public static SpanRecord Span(
        int trace, int id, int? parent, string name = "GET /", string service = "web-1", double at = 0, double ms = 10, bool failed = false,
        SpanRole kind = SpanRole.Internal, (string Key, string Value)[]? attributes = null, params SpanEvent[] events)
        => new(
            service, null, Trace(trace), new SpanId((ulong)id), parent is { } value ? new SpanId((ulong)value) : null, name, kind, Start.AddMilliseconds(at),
            TimeSpan.FromMilliseconds(ms), failed, failed ? "it failed" : null, Attributes(attributes ?? []), events);

    public static SpanEvent Event(string name, double at, params (string Key, string Value)[] attributes)
        => new(Start.AddMilliseconds(at), name, Attributes(attributes));

    public static LogRecord Log(string text, double at = 0, int severity = 9, string service = "web-1", TraceId? trace = null, params (string Key, string Value)[] attributes)
        => new(service, "ChaosLab.Web.Shop", Start.AddMilliseconds(at), severity, text, trace, null, Attributes(attributes));

    public static MetricStream Stream(string name, string service = "web-1", MetricKind kind = MetricKind.Sum, params (string Key, string Value)[] attributes)
        => new(service, name, "{request}", kind, kind != MetricKind.Gauge, kind != MetricKind.Gauge, Attributes(attributes));

    public static TelemetryAttributes Attributes(params (string Key, string Value)[] all)
        => new([.. all.Select(one => KeyValuePair.Create(one.Key, one.Value))]);
}
