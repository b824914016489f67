namespace ChaosLab.ChaosController.Telemetry.Analysis;

/// <summary>Finds the moments at which the shop itself noticed: circuits that opened, and what it logged as a warning or worse.</summary>
internal static class Detections
{
    /// <summary>The most that are told; the earliest, since they are what counts.</summary>
    private const int Most = 200;

    /// <summary>Of these the stretch after each fault has at least so many, however much was said before.</summary>
    private const int Least = 20;

    private const string Format = "{OriginalFormat}";

    /// <summary>The moments in time order; equal warnings of one service once after each fault, with their number.</summary>
    /// <param name="store">The telemetry.</param>
    /// <param name="traces">The traces of that time.</param>
    /// <param name="from">The beginning.</param>
    /// <param name="to">The end.</param>
    /// <param name="faults">Those that acted meanwhile: what was said before one must not hide that it is said again because of it.</param>
    public static IReadOnlyList<Detection> Find(
        TelemetryStore store, IReadOnlyList<ShopTrace> traces, DateTimeOffset from, DateTimeOffset to, IReadOnlyList<ActingFault> faults)
    {
        var most = Math.Max(Least, Most / (faults.Count + 1));
        return
        [
            .. Circuits(traces, from, to).Concat(Warnings(store.Logs.Between(from, to), faults))
                .OrderBy(detection => detection.At)
                .GroupBy(detection => Begun(faults, detection.At))
                .SelectMany(after => after.Take(most)),
        ];
    }

    // How many faults had acted by then.
    private static int Begun(IReadOnlyList<ActingFault> faults, DateTimeOffset at) => faults.Count(fault => fault.From <= at);

    private static IEnumerable<Detection> Circuits(IReadOnlyList<ShopTrace> traces, DateTimeOffset from, DateTimeOffset to)
        => traces.SelectMany(trace => trace.Spans)
            .SelectMany(span => span.Events, (span, happened) => (span.Service, Event: happened))
            .Where(told => told.Event.Name == "circuit.open" && told.Event.At >= from && told.Event.At <= to)
            .Select(told => new Detection(
                told.Event.At, told.Service, "breaker opened", $"The circuit breaker for {told.Event.Attributes["dependency"] ?? "a dependency"} opened."));

    private static IEnumerable<Detection> Warnings(IEnumerable<LogRecord> logs, IReadOnlyList<ActingFault> faults)
        => logs.Where(log => log.Severity >= LogRecord.Warning && !IsOfTheLab(log) && !IsToldBySpans(log))
            .GroupBy(log => (log.Service, log.Category, Text: log.Attributes[Format] ?? log.Text, After: Begun(faults, log.At)))
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
        _ when log.Category.EndsWith("Alert", StringComparison.Ordinal) => "alert",
        { Severity: >= LogRecord.Error } => "error",
        { Category: "ChaosLab.ServiceDefaults.Health.DependencyProber" } => "health degraded",
        _ when log.Text.StartsWith("Degraded:", StringComparison.Ordinal) => "degraded",
        _ => "warning",
    };
}
