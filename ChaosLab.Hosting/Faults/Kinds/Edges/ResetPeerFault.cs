using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Edges;
using ChaosLab.Hosting.Faults.Guard;
using ChaosLab.Hosting.Faults.Observers.Edges;
using ChaosLab.Hosting.Faults.Settings;

namespace ChaosLab.Hosting.Faults.Kinds.Edges;

/// <summary>Breaks connections off with a reset.</summary>
internal sealed class ResetPeerFault(EdgeTools tools) : EdgeFaultKind(tools)
{
    private const string After = "after";

    public override string Name => "reset-peer";

    public override string Description => "Breaks each connection off with a TCP reset, after a time.";

    public override string Observed => "A canary calls over the edge on connections of its own, which break before the answer.";

    protected override IReadOnlyList<FaultParameter> Own =>
    [
        FaultParameters.Number(After, "ms", 0, 0, 600_000, "When a connection is reset after its first data; 0 means at once."),
        StreamTo(Toxic.Upstream), ToxicityOf,
    ];

    protected override bool Cuts(FaultOrder order) => HitsMost(order) && order.Number(After) < BlastRadius.Wait.TotalMilliseconds;

    protected override IReadOnlyList<Toxic> Toxics(FaultOrder order)
        => [new Toxic("reset_peer", order.Text(Stream)!, Attributes(("timeout", order.Whole(After))), Share(order))];

    protected override EdgeSign Sign(FaultOrder order) => EdgeSign.Silence();

    protected override string Tell(FaultOrder order) => $"resets{(order.Number(After) > 0 ? $" after {order.Values[After]}" : "")}";
}
