namespace ChaosLab.ChaosController.Telemetry.Analysis;

/// <summary>What the spans of calls to dependencies say (ChaosLab.ServiceDefaults, Dependency): who was called, how often it was tried, and why not.</summary>
internal static class DependencyCalls
{
    private const string DependencyKey = "chaoslab.dependency";
    private const string Attempts = "chaoslab.attempts";
    private const string Probe = " probe";

    /// <summary>Whether it is a health probe of a dependency: no customer waits for it.</summary>
    public static bool IsProbe(SpanRecord span) => span.Name.EndsWith(Probe, StringComparison.Ordinal);

    /// <summary>The dependency that a span calls; null when it is no such call, or a probe.</summary>
    public static string? DependencyOf(SpanRecord span) => IsProbe(span) ? null : span.Attributes[DependencyKey];

    /// <summary>Whether an open circuit rejected it.</summary>
    public static bool IsRejectedByBreaker(SpanRecord span) => span.Attributes["error.type"] == "CircuitOpen";

    /// <summary>Attempts per call, by dependency, of the calls that were tried at all; 1 means no retries.</summary>
    public static IReadOnlyDictionary<string, double> Amplification(IEnumerable<ShopTrace> traces)
        => traces.SelectMany(trace => trace.Spans)
            .Select(span => (Dependency: DependencyOf(span), Tries: span.Attributes.Whole(Attempts) ?? 1))
            .Where(call => call.Dependency is not null && call.Tries > 0)
            .GroupBy(call => call.Dependency!, StringComparer.Ordinal)
            .ToDictionary(calls => calls.Key, calls => calls.Average(call => call.Tries), StringComparer.Ordinal);

    /// <summary>Attempts per call to one dependency; null without a call.</summary>
    /// <param name="traces">The traces looked at.</param>
    /// <param name="dependency">Whom they call.</param>
    /// <param name="service">Only calls of this service; null for all.</param>
    /// <param name="rejected">Whether calls that were not tried at all count: below 1 then, where a circuit kept load away.</param>
    public static double? AttemptsPerCall(IEnumerable<ShopTrace> traces, string dependency, string? service, bool rejected)
        => traces.SelectMany(trace => trace.Spans)
            .Where(span => DependencyOf(span) == dependency && (service is null || span.Service == service))
            .Select(span => span.Attributes.Whole(Attempts) ?? 1)
            .Where(tries => rejected || tries > 0)
            .Average(tries => (double?)tries);
}
