namespace ChaosLab.ChaosController.Telemetry.Analysis;

/// <summary>
/// Finds the mechanisms that acted, from the span events of the resilience pipelines and the rejections of open circuits; where spans have
/// given way, how often they acted is what the services counted.
/// </summary>
internal static class Absorption
{
    /// <summary>The mechanisms, those that rescued most first.</summary>
    /// <param name="traces">The traces that there are.</param>
    /// <param name="counts">The services' counters; null when the traces are whole, or there are none.</param>
    public static IReadOnlyList<Absorber> Find(IEnumerable<ShopTrace> traces, DependencyCounts? counts = null)
    {
        var found = new Dictionary<(string Mechanism, string Service, string Dependency), (long Times, long Rescued)>();
        foreach (var trace in traces)
        {
            foreach (var act in trace.Spans.SelectMany(ActsOf).GroupBy(act => act))
            {
                var (times, rescued) = found.GetValueOrDefault(act.Key);
                found[act.Key] = (times + act.Count(), rescued + (trace.Succeeded ? 1 : 0));
            }
        }

        foreach (var counted in Counted(counts).GroupBy(act => act.Act))
        {
            var (times, rescued) = found.GetValueOrDefault(counted.Key);
            found[counted.Key] = (Math.Max(times, counted.Sum(act => act.Times)), rescued);
        }

        return
        [
            .. found.Select(f => new Absorber(f.Key.Mechanism, f.Key.Service, f.Key.Dependency, f.Value.Times, f.Value.Rescued))
                .OrderByDescending(a => a.Rescued).ThenByDescending(a => a.Times)
                .ThenBy(a => a.Mechanism, StringComparer.Ordinal).ThenBy(a => a.Service, StringComparer.Ordinal).ThenBy(a => a.Dependency, StringComparer.Ordinal),
        ];
    }

    /// <summary>Whether any mechanism acted in the trace.</summary>
    public static bool IsIn(ShopTrace trace) => trace.Spans.Any(span => ActsOf(span).Any());

    /// <summary>The mechanisms that acted in a span.</summary>
    public static IEnumerable<string> MechanismsIn(SpanRecord span) => ActsOf(span).Select(act => act.Mechanism);

    private static IEnumerable<(string Mechanism, string Service, string Dependency)> ActsOf(SpanRecord span)
    {
        if (DependencyCalls.IsProbe(span)) yield break;
        foreach (var happened in span.Events)
        {
            if (MechanismOf(happened.Name) is { } mechanism)
                yield return (mechanism, span.Service, happened.Attributes["dependency"] ?? DependencyCalls.DependencyOf(span) ?? "unknown");
        }

        if (DependencyCalls.IsRejectedByBreaker(span) && DependencyCalls.DependencyOf(span) is { } dependency)
            yield return ("breaker", span.Service, dependency);
    }

    private static IEnumerable<((string Mechanism, string Service, string Dependency) Act, long Times)> Counted(DependencyCounts? counts)
    {
        if (counts is null) yield break;
        foreach (var happened in counts.Events)
        {
            if (MechanismOf(happened.Event) is { } mechanism) yield return ((mechanism, happened.Service, happened.Dependency), happened.Times);
        }

        foreach (var rejected in counts.Rejections) yield return (("breaker", rejected.Service, rejected.Dependency), rejected.Times);
    }

    private static string? MechanismOf(string happened) => happened switch
    {
        "retry" => "retry",
        "fallback" => "fallback",
        "bulkhead.full" => "bulkhead",
        "timeout.attempt" or "timeout.total" => "timeout",
        _ => null,
    };
}
