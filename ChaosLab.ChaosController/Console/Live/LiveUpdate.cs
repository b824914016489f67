using ChaosLab.ChaosController.Console.LoadControl;
using ChaosLab.ChaosController.Console.Traffic;
using ChaosLab.ChaosController.Running;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Console.Live;

/// <summary>The parts of the lab that changed; a part that is not there has not. Each part is whole, but <see cref="Traffic"/> has only seconds that are new or revised.</summary>
/// <param name="At">When it was put together.</param>
internal sealed record LiveUpdate(DateTimeOffset At)
{
    /// <summary>The lab as a whole.</summary>
    public LabInfo? Lab { get; init; }

    /// <summary>Whether the AppHost answers.</summary>
    public BridgeState? Bridge { get; init; }

    /// <summary>Every resource but the edges.</summary>
    public IReadOnlyList<LiveResource>? Resources { get; init; }

    /// <summary>Every edge, with its figures.</summary>
    public IReadOnlyList<EdgeStatus>? Edges { get; init; }

    /// <summary>The faults that are there, and those that ended in the last 5 minutes.</summary>
    public IReadOnlyList<FaultRecord>? Faults { get; init; }

    /// <summary>Whether the lab is halted.</summary>
    public HaltStatus? Halt { get; init; }

    /// <summary>What running services say of their dependencies.</summary>
    public IReadOnlyList<DependencyHealth>? Dependencies { get; init; }

    /// <summary>The last runs of this service, at most 20, the newest first.</summary>
    public IReadOnlyList<RunStatus>? Runs { get; init; }

    /// <summary>The shop as customers see it, by the second, of at most 5 minutes.</summary>
    public IReadOnlyList<TrafficSecond>? Traffic { get; init; }

    /// <summary>The objective and its budget.</summary>
    public SloStatus? Slo { get; init; }

    /// <summary>The load that was started here, going on or over.</summary>
    public LoadStatus? Load { get; init; }
}
