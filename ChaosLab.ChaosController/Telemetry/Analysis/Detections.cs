namespace ChaosLab.ChaosController.Telemetry.Analysis;

/// <summary>Finds the moments at which the shop itself noticed: circuits that opened, and what it logged as a warning or worse.</summary>
internal static class Detections
{
    /// <summary>The most that are told; the earliest, since they are what counts.</summary>
    private const int Most = 200;

    /// <summary>Of these the stretch after each fault has at least so many, however much was said before.</summary>
    private const int Least = 20;

    private const string CircuitOpen = "circuit.open";

    /// <summary>Services export their counters at least this often.</summary>
    private static readonly TimeSpan ExportDelay = TimeSpan.FromSeconds(2);

    // An outage of the provider is switched on and off in the payment service, which says so.
    private const string FailModeSwitched = "The fail mode is {Mode}";

    private const string Format = "{OriginalFormat}";

    /// <summary>The moments in time order; equal warnings of one service once after each fault, with their number.</summary>
    /// <param name="store">The telemetry.</param>
    /// <param name="traces">The traces of that time.</param>
    /// <param name="from">The beginning.</param>
    /// <param name="to">The end.</param>
    /// <param name="faults">Those that acted meanwhile: what was said before one must not hide that it is said again because of it.</param>
    /// <param name="counts">The services' counters; null when the traces are whole, or there are none.</param>
    public static IReadOnlyList<Detection> Find(
        TelemetryStore store, IReadOnlyList<ShopTrace> traces, DateTimeOffset from, DateTimeOffset to, IReadOnlyList<ActingFault> faults,
        DependencyCounts? counts = null)
    {
        var most = Math.Max(Least, Most / (faults.Count + 1));
        return
        [
            .. Circuits(traces, from, to, counts).Concat(Warnings(store.Logs.Between(from, to), faults))
                .OrderBy(detection => detection.At)
                .GroupBy(detection => Begun(faults, detection.At))
                .SelectMany(after => after.Take(most)),
        ];
    }

    // How many faults had acted by then.
    private static int Begun(IReadOnlyList<ActingFault> faults, DateTimeOffset at) => faults.Count(fault => fault.From <= at);

    private static IEnumerable<Detection> Circuits(IReadOnlyList<ShopTrace> traces, DateTimeOffset from, DateTimeOffset to, DependencyCounts? counts)
    {
        Detection[] told =
        [
            .. traces.SelectMany(trace => trace.Spans)
                .SelectMany(span => span.Events, (span, happened) => (span.Service, Event: happened))
                .Where(told => told.Event.Name == CircuitOpen && told.Event.At >= from && told.Event.At <= to)
                .Select(told => Opened(told.Event.At, told.Service, told.Event.Attributes["dependency"])),
        ];

        // A counter tells of it with the next export; what a span has told is not told twice.
        var counted = (counts?.Events ?? []).Where(happened => happened.Event == CircuitOpen)
            .Select(happened => Opened(happened.At, happened.Service, happened.Dependency))
            .Where(opened => !told.Any(one => one.Service == opened.Service && one.Text == opened.Text && one.At <= opened.At && opened.At - one.At <= ExportDelay));
        return told.Concat(counted);
    }

    private static Detection Opened(DateTimeOffset at, string service, string? dependency)
        => new(at, service, "breaker opened", $"The circuit breaker for {dependency ?? "a dependency"} opened.");

    private static IEnumerable<Detection> Warnings(IEnumerable<LogRecord> logs, IReadOnlyList<ActingFault> faults)
        => logs.Where(log => log.Severity >= LogRecord.Warning && !IsOfTheLab(log) && !IsToldBySpans(log))
            .GroupBy(log => (log.Service, log.Category, Text: log.Attributes[Format] ?? log.Text, After: Begun(faults, log.At)))
            .Select(same =>
            {
                var (first, times) = (same.MinBy(log => log.At)!, same.Count());
                return new Detection(first.At, first.Service, WhatIs(first), times == 1 ? first.Text : $"{first.Text} ({times} times)", times);
            });

    // That a fault was injected is no discovery.
    private static bool IsOfTheLab(LogRecord log)
        => log.Category.StartsWith("ChaosLab.ServiceDefaults.Faults.", StringComparison.Ordinal) || log.Service is "chaos" or "proxy"
            || log.Attributes[Format] == FailModeSwitched;

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
