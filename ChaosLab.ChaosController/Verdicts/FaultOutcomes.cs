using ChaosLab.ChaosController.Running;
using ChaosLab.ChaosController.Telemetry;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Verdicts;

/// <summary>What came of each fault: recovery time, detection, cascade. Pure: from records to records.</summary>
internal static class FaultOutcomes
{
    private const string TheLab = "lab";

    /// <param name="faults">The faults as they ended.</param>
    /// <param name="changes">Changes of health during the run, in time order.</param>
    /// <param name="detections">What telemetry says the shop noticed, in time order.</param>
    public static IReadOnlyList<FaultOutcome> Of(
        IReadOnlyList<FaultRecord> faults, IReadOnlyList<HealthChange> changes, IReadOnlyList<Detection> detections)
        => [.. faults.Select(fault => Of(fault, changes, detections))];

    private static FaultOutcome Of(FaultRecord fault, IReadOnlyList<HealthChange> changes, IReadOnlyList<Detection> detections)
    {
        if (fault.ActedAt is not { } acted) return new FaultOutcome(fault, null, null, null, []);

        var until = fault.RecoveredAt ?? DateTimeOffset.MaxValue;
        var during = changes.Where(change => change.At >= acted && change.At <= until).ToArray();
        var detection = Earliest(acted, until, during, detections);
        return new FaultOutcome(
            fault, Rto(fault, acted, changes), detection is { } first ? first.At - acted : null, detection?.By, CascadeOf(fault, during));
    }

    // The canary's recovery, or the moment the last part that fell with the fault was back, whichever is later.
    private static TimeSpan? Rto(FaultRecord fault, DateTimeOffset acted, IReadOnlyList<HealthChange> changes)
    {
        if (fault.RecoveredAt is not { } recovered) return null;

        var start = fault.LiftedAt ?? acted;
        var end = recovered;
        var fallen = changes.Where(change => change.At >= acted && change.At <= recovered && IsDown(change)).Select(change => change.Resource).Distinct();
        foreach (var resource in fallen)
        {
            var fell = changes.First(change => change.Resource == resource && change.At >= acted && IsDown(change));
            if (changes.FirstOrDefault(change => change.Resource == resource && change.At > fell.At && !IsDown(change)) is not { } back) return null;
            if (back.At > end) end = back.At;
        }

        return end - start;
    }

    private static (DateTimeOffset At, string By)? Earliest(
        DateTimeOffset from, DateTimeOffset to, IReadOnlyList<HealthChange> changes, IReadOnlyList<Detection> detections)
        => detections.Where(detection => detection.At >= from && detection.At <= to)
            .Select(detection => (detection.At, By: $"{detection.Service}: {detection.What}"))
            .Concat(changes.Where(change => change.Health is not "Healthy").Select(change => (change.At, By: $"{change.Resource}: {Word(change)}")))
            .OrderBy(candidate => candidate.At)
            .Select(candidate => ((DateTimeOffset, string)?)candidate)
            .FirstOrDefault();

    private static string[] CascadeOf(FaultRecord fault, IReadOnlyList<HealthChange> during)
        => fault.Target == TheLab ? []
            : [.. during.Where(change => IsDown(change) && change.Resource != fault.Target).Select(change => change.Resource).Distinct(StringComparer.Ordinal)];

    // Degraded is what should happen: the service works without what it misses.
    private static bool IsDown(HealthChange change) => change.State != "Running" || change.Health is "Unhealthy";

    private static string Word(HealthChange change)
        => change.State != "Running" ? $"no longer running ({change.State})"
            : change.Health is { } health && health.StartsWith("Degraded", StringComparison.Ordinal) ? "health degraded"
            : "health check";
}
