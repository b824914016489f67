using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Edges;
using ChaosLab.Hosting.Faults.Observers.Edges;
using ChaosLab.Hosting.Faults.Settings;

namespace ChaosLab.Hosting.Faults.Kinds.Edges;

/// <summary>Refuses connections, as if nobody listened.</summary>
internal sealed class DownFault(EdgeTools tools) : EdgeFaultKind(tools)
{
    public override string Name => "down";

    public override string Description => "Breaks all connections and refuses new ones, as if nobody listened.";

    public override string Observed => "A canary's connections over the edge are refused or break.";

    protected override IReadOnlyList<FaultParameter> Own => [];

    protected override bool Draws => false;

    protected override bool Cuts(FaultOrder order) => true;

    protected override IReadOnlyList<Toxic> Toxics(FaultOrder order) => [Closed];

    protected override EdgeSign Sign(FaultOrder order) => EdgeSign.Silence();

    protected override string Tell(FaultOrder order) => "no connections";

    /// <summary>The toxic that closes an edge.</summary>
    internal static Toxic Closed { get; } = new("down", Toxic.Downstream, new Dictionary<string, object>(StringComparer.Ordinal));
}
