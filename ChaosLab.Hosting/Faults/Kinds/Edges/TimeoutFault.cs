using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Edges;
using ChaosLab.Hosting.Faults.Observers.Edges;
using ChaosLab.Hosting.Faults.Settings;

namespace ChaosLab.Hosting.Faults.Kinds.Edges;

/// <summary>Lets nothing through, and closes after a time.</summary>
internal sealed class TimeoutFault(EdgeTools tools) : EdgeFaultKind(tools)
{
    private const string Timeout = "timeout";

    public override string Name => "timeout";

    public override string Description => "Lets nothing through and closes each connection after a time; with 0, never.";

    public override string Observed => "A canary calls over the edge on connections of its own and gets no answer.";

    protected override IReadOnlyList<FaultParameter> Own =>
    [
        FaultParameters.Number(Timeout, "ms", 0, 0, 600_000, "When a connection is closed; 0 means that it stays open without an answer."),
        StreamTo(Toxic.Downstream), ToxicityOf,
    ];

    protected override bool Cuts(FaultOrder order) => HitsMost(order);

    protected override IReadOnlyList<Toxic> Toxics(FaultOrder order)
        => [new Toxic("timeout", order.Text(Stream)!, Attributes(("timeout", order.Whole(Timeout))), Share(order))];

    protected override EdgeSign Sign(FaultOrder order) => EdgeSign.Silence();

    protected override string Tell(FaultOrder order) => order.Number(Timeout) > 0 ? $"no answers, and a close after {order.Values[Timeout]}," : "no answers";
}
