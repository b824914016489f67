using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Load;
using ChaosLab.ChaosController.Running;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Verdicts;

/// <summary>Measures a run against its objectives. Pure.</summary>
internal static class SloMeasurement
{
    /// <param name="slo">The objectives.</param>
    /// <param name="figures">The requests that count, over the whole load.</param>
    /// <param name="duringFaults">Those due while faults acted, up to the recovery; null when none acted.</param>
    /// <param name="duration">How long the load ran.</param>
    /// <param name="faults">What came of each fault.</param>
    public static SloResult Measure(
        SloSpec slo, LoadFigures figures, LoadFigures? duringFaults, TimeSpan duration, IReadOnlyList<FaultOutcome> faults)
    {
        // Errors are counted, never extrapolated: a longer window only allows for the errors that its requests would allow for.
        var window = slo.Window is { } asked && asked > duration ? asked : duration;
        double? budget = slo.Availability is { } target && duration > TimeSpan.Zero
            ? (1 - target) * figures.Due * (window / duration)
            : null;
        // Nothing recovers from what nobody felt.
        var felt = faults.Where(fault => fault.Fault is { ActedAt: not null, State: not FaultState.NoEffect }).ToArray();
        return new SloResult(
            1 - figures.ErrorRate,
            slo.Availability,
            window,
            budget,
            figures.Errors,
            budget is { } allowed ? figures.Errors == 0 ? 0 : allowed == 0 ? double.MaxValue : figures.Errors / allowed : null,
            duringFaults is { Due: > 0 } ? duringFaults.ErrorRate : null,
            felt.Any(fault => fault.Rto is null) ? null : felt.Max(fault => fault.Rto),
            slo.Because,
            MeasuredLatency.Of(figures),
            duringFaults is { Due: > 0 } ? MeasuredLatency.Of(duringFaults) : null);
    }
}
