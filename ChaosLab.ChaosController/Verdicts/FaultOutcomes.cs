using ChaosLab.ChaosController.Load;
using ChaosLab.ChaosController.Running;
using ChaosLab.ChaosController.Telemetry;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Verdicts;

/// <summary>What came of each fault: recovery time, detection, cascade. Pure: from records to records.</summary>
internal static class FaultOutcomes
{
    private const string TheLab = "lab";

    /// <summary>The kinds that stop or kill their target.</summary>
    private static readonly HashSet<string> Stopping = ["kill", "random-kill", "stop", "restart", "crash-loop", "full-outage", "volume-removed"];

    /// <summary>More errors than this are no steady state (scenario row C8).</summary>
    private const double SteadyErrorRate = 0.01;

    /// <summary>How long after a change a look at all parts may be the first to see it.</summary>
    private static readonly TimeSpan Seen = 2 * HealthWatch.Interval;

    /// <param name="faults">The faults as they ended.</param>
    /// <param name="changes">Changes of health during the run, in time order.</param>
    /// <param name="detections">What telemetry says the shop noticed, in time order.</param>
    /// <param name="load">The load second by second; empty without one.</param>
    /// <param name="slow">The seconds of it in which customers waited too long, by number; null when the file says nothing of latency.</param>
    public static IReadOnlyList<FaultOutcome> Of(
        IReadOnlyList<FaultRecord> faults, IReadOnlyList<HealthChange> changes, IReadOnlyList<Detection> detections, IReadOnlyList<LoadSecond> load,
        IReadOnlySet<int>? slow = null)
    {
        var customers = load.Select(second => new CustomerSecond(second.At, IsWell(second, slow))).ToArray();
        return [.. faults.Select(fault => Of(fault, [.. changes.Where(change => !IsOfAnother(change, fault, faults))], detections, customers))];
    }

    private static FaultOutcome Of(
        FaultRecord fault, IReadOnlyList<HealthChange> changes, IReadOnlyList<Detection> detections, CustomerSecond[] customers)
    {
        if (fault.ActedAt is not { } acted) return new FaultOutcome(fault, null, null, null, []);

        var until = fault.RecoveredAt ?? DateTimeOffset.MaxValue;
        var during = changes.Where(change => change.At >= acted && change.At <= until).ToArray();
        var signs = during.Where(change => (IsDown(change) || IsDegraded(change)) && !IsOwnAct(change, fault));
        var detection = Earliest(acted, until, signs, detections);
        return new FaultOutcome(
            fault, Rto(fault, acted, changes, customers), detection is { } first ? first.At - acted : null, detection?.By, CascadeOf(fault, during));
    }

    // The latest of three: the canary is well, the last part that fell with the fault is back, customers neither meet errors nor wait any more.
    private static TimeSpan? Rto(FaultRecord fault, DateTimeOffset acted, IReadOnlyList<HealthChange> changes, CustomerSecond[] customers)
    {
        if (fault.RecoveredAt is not { } recovered) return null;

        var start = fault.LiftedAt ?? acted;
        var end = recovered;
        var fallen = changes.Where(change => change.At >= acted && change.At <= recovered && IsDown(change)).Select(change => change.Resource).Distinct();
        foreach (var resource in fallen)
        {
            // The last fall: what comes back only to fall again is not back.
            var fell = changes.Last(change => change.Resource == resource && change.At >= acted && change.At <= recovered && IsDown(change));
            if (changes.FirstOrDefault(change => change.Resource == resource && change.At > fell.At && !IsDown(change)) is not { } back) return null;
            if (back.At > end) end = back.At;
        }

        if (customers.Length == 0) return end - start;
        if (CustomersWellAt(start, customers) is not { } well) return null;
        return (well > end ? well : end) - start;
    }

    // The first of two good seconds in a row; the second of a load that has just ended stands alone.
    private static DateTimeOffset? CustomersWellAt(DateTimeOffset start, CustomerSecond[] customers)
    {
        for (var i = 0; i < customers.Length; i++)
        {
            var second = customers[i];
            if (second.At.AddSeconds(1) <= start || !second.IsWell) continue;
            if (i + 1 == customers.Length || customers[i + 1].IsWell) return second.At > start ? second.At : start;
        }

        // A load that ended before the fault did cannot tell.
        return customers[^1].At.AddSeconds(1) <= start ? start : null;
    }

    private static bool IsWell(LoadSecond second, IReadOnlySet<int>? slow)
        => second.Figures.ErrorRate <= SteadyErrorRate && slow?.Contains(second.Second) != true;

    private static (DateTimeOffset At, string By)? Earliest(
        DateTimeOffset from, DateTimeOffset to, IEnumerable<HealthChange> signs, IReadOnlyList<Detection> detections)
        => detections.Where(detection => detection.At >= from && detection.At <= to)
            .Select(detection => (detection.At, By: $"{detection.Service}: {detection.What}"))
            .Concat(signs.Select(change => (change.At, By: $"{change.Resource}: {Word(change)}")))
            .OrderBy(candidate => candidate.At)
            .Select(candidate => ((DateTimeOffset, string)?)candidate)
            .FirstOrDefault();

    // That the lab stopped what it meant to stop is nobody's discovery; what a probe says of it afterwards is.
    private static bool IsOwnAct(HealthChange change, FaultRecord fault)
        => change.State != "Running" && Stopping.Contains(fault.Kind) && (change.Resource == fault.Target || fault.Target == TheLab);

    private static string[] CascadeOf(FaultRecord fault, IReadOnlyList<HealthChange> during)
        => fault.Target == TheLab ? []
            : [.. during.Where(change => IsDown(change) && change.Resource != fault.Target).Select(change => change.Resource).Distinct(StringComparer.Ordinal)];

    // What a fault does to its own target is no sign and no cascade of another one that acts at that moment.
    private static bool IsOfAnother(HealthChange change, FaultRecord fault, IReadOnlyList<FaultRecord> faults)
        => (IsDown(change) || IsDegraded(change)) && change.Resource != fault.Target && faults.Any(other =>
            other != fault && (other.Target == change.Resource || other.Target == TheLab)
            && other.ActedAt <= change.At && !(EndOf(other) + Seen < change.At));

    // Null is not over.
    private static DateTimeOffset? EndOf(FaultRecord fault)
        => fault.RecoveredAt is { } recovered ? recovered : fault.State is FaultState.NoEffect ? fault.LiftedAt : null;

    // Degraded is what should happen: the service works without what it misses.
    private static bool IsDown(HealthChange change) => change.State != "Running" || change.Health is "Unhealthy";

    private static string Word(HealthChange change)
        => change.State != "Running" ? $"no longer running ({change.State})"
            : IsDegraded(change) ? "health degraded"
            : "health check";

    private static bool IsDegraded(HealthChange change) => change.Health?.StartsWith("Degraded", StringComparison.Ordinal) == true;

    /// <param name="At">When the second began.</param>
    /// <param name="IsWell">Whether the customers of it met hardly an error and did not wait too long.</param>
    private readonly record struct CustomerSecond(DateTimeOffset At, bool IsWell);
}
