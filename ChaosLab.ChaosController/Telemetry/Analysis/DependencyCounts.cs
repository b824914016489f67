namespace ChaosLab.ChaosController.Telemetry.Analysis;

/// <summary>
/// What the services' own counters say of their calls to dependencies (ChaosLab.ServiceDefaults, DependencyMetrics). They are whole where
/// spans have given way to newer ones, but for what a killed service had not exported yet; they know of no request, and have the
/// time of an export.
/// </summary>
internal sealed class DependencyCounts
{
    private const string EventMetric = "chaoslab.dependency.events";
    private const string CallMetric = "chaoslab.dependency.duration";

    /// <summary>Services export at least every second: what a counter held before a time was told within this.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    /// <summary>Failures of calls that were not tried.</summary>
    private static readonly HashSet<string> Untried = ["CircuitOpen", "BulkheadFull"];

    private readonly List<Rise> _events = [];
    private readonly List<Rise> _calls = [];

    private DependencyCounts()
    {
    }

    /// <summary>Each time that a counter of an event was higher than before: a retry, a fallback, a circuit that opened, ….</summary>
    public IEnumerable<(string Service, string Dependency, string Event, DateTimeOffset At, long Times)> Events
        => _events.Select(rise => (rise.Stream.Service, Dependency(rise), rise.Stream.Attributes["event"] ?? "", rise.At, rise.By));

    /// <summary>How often an open circuit rejected a call, by who called and whom.</summary>
    public IEnumerable<(string Service, string Dependency, long Times)> Rejections
        => _calls.Where(rise => Outcome(rise) == "CircuitOpen").Select(rise => (rise.Stream.Service, Dependency(rise), rise.By));

    /// <summary>Attempts per call, by dependency, of the calls that were tried at all.</summary>
    public IReadOnlyDictionary<string, double> Amplification()
    {
        var retries = Events.Where(happened => happened.Event == "retry").ToLookup(happened => happened.Dependency, happened => happened.Times);
        return _calls.Where(rise => !Untried.Contains(Outcome(rise)))
            .GroupBy(Dependency, StringComparer.Ordinal)
            .Select(calls => (Dependency: calls.Key, Calls: calls.Sum(rise => rise.By)))
            .Where(called => called.Calls > 0)
            .ToDictionary(called => called.Dependency, called => (double)(called.Calls + retries[called.Dependency].Sum()) / called.Calls, StringComparer.Ordinal);
    }

    /// <summary>Reads the counters' rise in a time; null when points of that time have given way, too.</summary>
    public static DependencyCounts? Read(TelemetryStore store, DateTimeOffset from, DateTimeOffset to)
    {
        var begin = from - DateTimeOffset.MinValue > Margin ? from - Margin : DateTimeOffset.MinValue;
        if (store.Metrics.DroppedSince(begin) > 0) return null;

        var counts = new DependencyCounts();
        foreach (var points in store.Metrics.Between(begin, to).Where(point => point.Stream.Name is EventMetric or CallMetric).GroupBy(point => point.Stream))
        {
            var rises = Rises([.. points.OrderBy(point => point.At)], from);
            if (points.Key.Name == EventMetric) counts._events.AddRange(rises);
            else if (points.Key.Attributes["operation"] != "probe") counts._calls.AddRange(rises);
        }

        return counts;
    }

    // A counter that is lower than before began anew with its process.
    private static IEnumerable<Rise> Rises(MetricPoint[] points, DateTimeOffset from)
    {
        var before = 0L;
        foreach (var point in points)
        {
            var value = point.Count ?? (long)point.Value;
            var by = point.Stream.Cumulative && value >= before ? value - before : value;
            before = value;
            if (point.At >= from && by > 0) yield return new Rise(point.Stream, point.At, by);
        }
    }

    private static string Dependency(Rise rise) => rise.Stream.Attributes["dependency"] ?? "unknown";

    private static string Outcome(Rise rise) => rise.Stream.Attributes["outcome"] ?? "";

    private sealed record Rise(MetricStream Stream, DateTimeOffset At, long By);
}
