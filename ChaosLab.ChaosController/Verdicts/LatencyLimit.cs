using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Running.Functions;

namespace ChaosLab.ChaosController.Verdicts;

/// <summary>How long customers may wait in the steady state: an objective of the file, or a latency probe of its hypothesis.</summary>
/// <param name="Limit">The greatest latency.</param>
/// <param name="OfMedian">Whether the limit is the median's; that of any higher quantile is held to the 95th percentile, which it bounds, too.</param>
/// <param name="Operations">The operations whose requests count; empty means all.</param>
internal sealed record LatencyLimit(TimeSpan Limit, bool OfMedian, IReadOnlyList<string> Operations)
{
    private const string Median = "p50";

    /// <summary>Every limit that an experiment sets.</summary>
    public static IReadOnlyList<LatencyLimit> Of(Experiment experiment) => [.. Objectives(experiment.Lab.Slo), .. Probes(experiment.Hypothesis)];

    private static IEnumerable<LatencyLimit> Objectives(SloSpec? slo)
    {
        if (slo?.P50 is { } p50) yield return new(p50, true, slo.Operations);
        if (slo?.P95 is { } p95) yield return new(p95, false, slo.Operations);
        if (slo?.P99 is { } p99) yield return new(p99, false, slo.Operations);
    }

    private static IEnumerable<LatencyLimit> Probes(SteadyStateHypothesis? hypothesis)
    {
        foreach (var probe in hypothesis?.Probes ?? [])
        {
            if (probe.Provider is not LabProvider { Func: "latency" } latency) continue;
            double? most = probe.Tolerance switch { BoundsTolerance bounds => bounds.Upper, RangeTolerance range => range.Upper, _ => null };
            if (most is not { } ms || !double.IsFinite(ms) || ms >= TimeSpan.MaxValue.TotalMilliseconds) continue;
            var arguments = new LabArguments(latency.Arguments);
            var operation = arguments.TryText("operation");

            // The probe itself says what is wrong with an operation that does not exist.
            if (operation is not null && !LoadSpec.StandardMix.ContainsKey(operation)) continue;
            yield return new(TimeSpan.FromMilliseconds(ms), arguments.TryText("quantile") == Median, operation is null ? [] : [operation]);
        }
    }
}
