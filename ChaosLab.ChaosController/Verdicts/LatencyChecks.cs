using System.Globalization;
using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Load;
using ChaosLab.ChaosController.Running;
using ChaosLab.ChaosController.Shell;

namespace ChaosLab.ChaosController.Verdicts;

/// <summary>One check for each latency objective: while faults acted where there were any, else over the whole load.</summary>
internal static class LatencyChecks
{
    private const string Counting = "from the intended send time; a time-out counts as the time waited";

    /// <param name="slo">The objectives.</param>
    /// <param name="counted">The requests that count, over the whole load; null without ChaosLab's own load.</param>
    /// <param name="duringFaults">Their latency while faults acted, up to the recovery; null when none was due then.</param>
    /// <param name="faults">What came of the faults.</param>
    public static IEnumerable<Check> Of(SloSpec slo, LoadFigures? counted, MeasuredLatency? duringFaults, IReadOnlyList<FaultOutcome> faults)
    {
        var whole = counted is null ? null : MeasuredLatency.Of(counted);
        var hadFaults = faults.Any(fault => fault.Fault.ActedAt is not null);
        if (slo.P50 is { } p50) yield return Quantile("p50", 0.50, p50, latency => latency?.P50);
        if (slo.P95 is { } p95) yield return Quantile("p95", 0.95, p95, latency => latency?.P95);
        if (slo.P99 is { } p99) yield return Quantile("p99", 0.99, p99, latency => latency?.P99);

        Check Quantile(string name, double share, TimeSpan limit, Func<MeasuredLatency?, double?> of)
        {
            var expected = hadFaults ? $"at most {Duration.Show(limit)} while faults act" : $"at most {Duration.Show(limit)}";
            var measured = hadFaults ? duringFaults : whole;
            if (of(measured) is not { } ms) return new Check(name, CheckOutcome.Unknown, expected, WhyUnknown(counted, hadFaults), "load");

            var evidence = hadFaults && of(whole) is { } all ? $"load, {Counting}; {Show(all)} over the whole load" : $"load, {Counting}";
            if (ms <= limit.TotalMilliseconds) return new Check(name, CheckOutcome.Held, expected, Show(ms), evidence);

            // Its own lateness makes a latency greater, never smaller: where it held it held; where it did not, that may be why.
            return measured!.LateShare > 1 - share
                ? new Check(name, CheckOutcome.Unknown, expected, $"{Show(ms)}, but {Late(measured)}, so it may be its own lateness", evidence)
                : new Check(name, CheckOutcome.NotHeld, expected, Show(ms), evidence);
        }
    }

    private static string WhyUnknown(LoadFigures? counted, bool hadFaults)
        => counted is not null && hadFaults ? "no request was answered or timed out while faults acted" : "no request was answered or timed out";

    private static string Show(double ms) => Duration.Show(TimeSpan.FromMilliseconds(ms));

    private static string Late(MeasuredLatency latency) => string.Create(
        CultureInfo.InvariantCulture, $"the generator itself sent {latency.LateShare * 100:0.##} % of the requests more than {LoadLimits.MaxLag.TotalMilliseconds:0} ms late");
}
