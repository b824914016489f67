using ChaosLab.ChaosController.Console.LoadControl;
using ChaosLab.ChaosController.Console.Traffic;
using ChaosLab.ChaosController.Running;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Console.Live;

/// <summary>All that a page shows of the lab at one moment; the parts are those of <see cref="LiveUpdate"/>.</summary>
/// <param name="At">When it was put together.</param>
/// <param name="Lab">The lab as a whole.</param>
/// <param name="Bridge">Whether the AppHost answers.</param>
/// <param name="Resources">Every resource but the edges.</param>
/// <param name="Edges">Every edge, with its figures.</param>
/// <param name="Faults">The faults that are there, and those that ended in the last 5 minutes.</param>
/// <param name="Halt">Whether the lab is halted.</param>
/// <param name="Dependencies">What running services say of their dependencies.</param>
/// <param name="Runs">The last runs of this service, at most 20, the newest first.</param>
/// <param name="Traffic">The shop as customers see it, by the second, of at most 5 minutes.</param>
/// <param name="Slo">The objective and its budget.</param>
/// <param name="Load">The load that was started here, going on or over; null before the first.</param>
internal sealed record LiveSnapshot(
    DateTimeOffset At,
    LabInfo Lab,
    BridgeState Bridge,
    IReadOnlyList<LiveResource> Resources,
    IReadOnlyList<EdgeStatus> Edges,
    IReadOnlyList<FaultRecord> Faults,
    HaltStatus Halt,
    IReadOnlyList<DependencyHealth> Dependencies,
    IReadOnlyList<RunStatus> Runs,
    IReadOnlyList<TrafficSecond> Traffic,
    SloStatus Slo,
    LoadStatus? Load)
{
    /// <summary>The whole from its parts; null while one of those that only the AppHost can tell is missing.</summary>
    public static LiveSnapshot? Of(LiveUpdate parts)
        => parts is { Lab: { } lab, Bridge: { } bridge, Resources: { } resources, Faults: { } faults, Halt: { } halt, Slo: { } slo }
            ? new LiveSnapshot(
                parts.At, lab, bridge, resources, parts.Edges ?? [], faults, halt, parts.Dependencies ?? [], parts.Runs ?? [], parts.Traffic ?? [], slo, parts.Load)
            : null;
}
