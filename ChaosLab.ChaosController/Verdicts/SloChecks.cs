using System.Globalization;
using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Load;
using ChaosLab.ChaosController.Running;
using ChaosLab.ChaosController.Shell;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Verdicts;

/// <summary>One check for each objective that is set.</summary>
internal static class SloChecks
{
    /// <param name="slo">The objectives.</param>
    /// <param name="measured">What was measured; null without ChaosLab's own load: then only the recovery can be checked.</param>
    /// <param name="counted">The figures of the operations that count; null without ChaosLab's own load.</param>
    /// <param name="faults">What came of the faults.</param>
    /// <param name="machine">What else had the machine meanwhile.</param>
    /// <param name="wasCutShort">Whether the run was aborted, so that nobody waited for a recovery.</param>
    public static IEnumerable<Check> Of(
        SloSpec slo, SloResult? measured, LoadFigures? counted, IReadOnlyList<FaultOutcome> faults, CrowdedMachine machine, bool wasCutShort)
    {
        // Figures of some operations beside a load that is red with the others' errors puzzle whoever is not told.
        var counting = slo.Operations.Count == 0 ? "" : $", counting {string.Join(", ", slo.Operations)}";
        foreach (var check in OfLoad(slo, measured, counted, faults, machine)) yield return check with { Expected = check.Expected + counting };
        if (slo.Rto is { } rto) yield return Recovery(rto, faults, wasCutShort);
    }

    private static IEnumerable<Check> OfLoad(SloSpec slo, SloResult? measured, LoadFigures? counted, IReadOnlyList<FaultOutcome> faults, CrowdedMachine machine)
    {
        if (slo.Availability is { } availability) yield return Availability(availability, measured);
        if (slo.ErrorRate is { } rate)
        {
            yield return measured?.ErrorRateDuringFaults is { } actual
                ? new Check("errors while faults acted", Hold(actual <= rate), $"at most {Percent(rate)}", Percent(actual), "load")
                : new Check("errors while faults acted", CheckOutcome.Unknown, $"at most {Percent(rate)}", "no request was due then", "load");
        }

        foreach (var check in LatencyChecks.Of(slo, counted, measured?.LatencyDuringFaults, faults)) yield return machine.Judge(check);
    }

    private static Check Availability(double target, SloResult? measured)
        => measured?.BudgetBurnt is { } burnt
            ? new Check(
                "availability", Hold(burnt <= 1), $"at least {Percent(target)} over {Duration.Show(measured.Window)}",
                string.Create(CultureInfo.InvariantCulture,
                    $"{Percent(measured.Availability)}: {measured.Errors} errors of {measured.BudgetRequests:0.#} that the error budget allows"),
                $"load; {burnt:P0} of the error budget burnt")
            : new Check("availability", CheckOutcome.Unknown, $"at least {Percent(target)}", "there was no load of ChaosLab's own to measure");

    private static Check Recovery(TimeSpan limit, IReadOnlyList<FaultOutcome> faults, bool wasCutShort)
    {
        var expected = $"at most {Duration.Show(limit)} for every fault";
        if (faults.Count == 0) return new Check("RTO", CheckOutcome.Unknown, expected, "nothing was injected");
        var unknown = faults.Select(fault => (Fault: fault, Why: WhyUnknown(fault, wasCutShort))).FirstOrDefault(fault => fault.Why is not null);
        var known = faults.Where(fault => WhyUnknown(fault, wasCutShort) is null).ToArray();
        if (known.FirstOrDefault(fault => fault.Rto is null) is { } never)
            return new Check("RTO", CheckOutcome.NotHeld, expected, $"{Name(never)} was not seen to recover");

        // One that took too long is known, whatever is not known of the others.
        var worst = known.MaxBy(fault => fault.Rto);
        if (unknown.Why is { } why && !(worst?.Rto > limit)) return new Check("RTO", CheckOutcome.Unknown, expected, why);
        return new Check("RTO", Hold(worst!.Rto <= limit), expected, $"{Duration.Show(worst.Rto!.Value)} ({Name(worst)})", "independent canary, health and load");
    }

    // Nothing recovers from what nobody felt, and nobody saw the end of what was not waited for.
    private static string? WhyUnknown(FaultOutcome outcome, bool wasCutShort) => outcome switch
    {
        { Fault.ActedAt: null } => $"{Name(outcome)} did not act, so there was nothing to recover from",
        { Fault.State: FaultState.NoEffect } => $"nobody felt {Name(outcome)}, so there was nothing to recover from",
        { Rto: null, Fault.State: FaultState.Requested or FaultState.Active or FaultState.Lifted } =>
            wasCutShort ? $"the run ended before the recovery from {Name(outcome)} could be seen" : $"{Name(outcome)} was not seen to its end",
        { Rto: null, Fault.State: not FaultState.NotRecovered } when wasCutShort => $"the run ended before the recovery from {Name(outcome)} could be seen",
        _ => null,
    };

    private static string Name(FaultOutcome outcome) => $"{outcome.Fault.Kind} on {outcome.Fault.Target}";

    private static CheckOutcome Hold(bool held) => held ? CheckOutcome.Held : CheckOutcome.NotHeld;

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.####} %");
}
