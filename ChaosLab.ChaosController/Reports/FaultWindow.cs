using ChaosLab.ChaosController.Running;

namespace ChaosLab.ChaosController.Reports;

/// <summary>The time in which a fault acted.</summary>
/// <param name="Label">Its kind and target.</param>
/// <param name="From">When it acted.</param>
/// <param name="To">When it ended; a kill ends where its target was well again; the end of the run when nothing tells.</param>
internal sealed record FaultWindow(string Label, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>The windows of all faults that acted, in the order they did.</summary>
    public static IReadOnlyList<FaultWindow> Of(RunRecord run) =>
    [
        .. run.Faults
            .Where(outcome => outcome.Fault.ActedAt is not null)
            .Select(outcome => outcome.Fault)
            .Select(fault => new FaultWindow($"{fault.Kind} on {fault.Target}", fault.ActedAt!.Value, End(fault, run)))
            .OrderBy(window => window.From),
    ];

    private static DateTimeOffset End(ChaosLab.Hosting.Bridge.Wire.FaultRecord fault, RunRecord run)
    {
        var end = fault.LiftedAt ?? fault.RecoveredAt ?? run.EndedAt;
        return end < fault.ActedAt ? fault.ActedAt.Value : end;
    }
}
