namespace ChaosLab.ChaosController.Telemetry.Analysis;

/// <summary>Finds the moments at which the shop itself noticed: circuits that opened, and what it logged as a warning or worse.</summary>
internal static class Detections
{
    /// <summary>The most that are told; the earliest, since they are what counts.</summary>
    private const int Most = 200;

    private const string Format = "{OriginalFormat}";

    /// <summary>The moments in time order; equal warnings of one service once, with their number.</summary>
    public static IReadOnlyList<Detection> Find(TelemetryStore store, IReadOnlyList<ShopTrace> traces, DateTimeOffset from, DateTimeOffset to)
        => [.. Circuits(traces, from, to).Concat(Warnings(store.Logs.Between(from, to))).OrderBy(d => d.At).Take(Most)];

    private static IEnumerable<Detection> Circuits(IReadOnlyList<ShopTrace> traces, DateTimeOffset from, DateTimeOffset to)
        => traces.SelectMany(trace => trace.Spans)
            .SelectMany(span => span.Events, (span, happened) => (span.Service, Event: happened))
            .Where(told => told.Event.Name == "circuit.open" && told.Event.At >= from && told.Event.At <= to)
            .Select(told => new Detection(
                told.Event.At, told.Service, "breaker opened", $"The circuit breaker for {told.Event.Attributes["dependency"] ?? "a dependency"} opened."));

    private static IEnumerable<Detection> Warnings(IEnumerable<LogRecord> logs)
        => logs.Where(log => log.Severity >= LogRecord.Warning && !IsOfTheLab(log) && !IsToldBySpans(log))
            .GroupBy(log => (log.Service, log.Category, Text: log.Attributes[Format] ?? log.Text))
            .Select(same =>
            {
                var first = same.MinBy(log => log.At)!;
                return new Detection(first.At, first.Service, WhatIs(first), same.Count() == 1 ? first.Text : $"{first.Text} ({same.Count()} times)");
            });

    // That a fault was injected is no discovery.
    private static bool IsOfTheLab(LogRecord log)
        => log.Category.StartsWith("ChaosLab.ServiceDefaults.Faults.", StringComparison.Ordinal) || log.Service is "chaos" or "proxy";

    private static bool IsToldBySpans(LogRecord log) => log.Text.StartsWith("Circuit opened", StringComparison.Ordinal);

    private static string WhatIs(LogRecord log) => log switch
    {
        { Severity: >= LogRecord.Error } => "error",
        { Category: "ChaosLab.ServiceDefaults.Health.DependencyProber" } => "health degraded",
        _ when log.Text.StartsWith("Degraded:", StringComparison.Ordinal) => "degraded",
        _ => "warning",
    };
}
