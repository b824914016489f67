using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Edges;
using ChaosLab.Hosting.Faults.Observers.Edges;
using ChaosLab.Hosting.Faults.Settings;

namespace ChaosLab.Hosting.Faults.Kinds.Edges;

/// <summary>Delays the end of connections.</summary>
internal sealed class SlowCloseFault(EdgeTools tools) : EdgeFaultKind(tools)
{
    private const string Delay = "delay";

    public override string Name => "slow-close";

    public override string Description => "Delays the end of each connection: who waits for it waits longer.";

    public override string Observed => "A canary asks the other side to close, and waits for the end of the connection.";

    protected override IReadOnlyList<FaultParameter> Own =>
        [FaultParameters.Number(Delay, "ms", 500, 1, 60_000, "How much later the end arrives."), ToxicityOf];

    protected override IReadOnlyList<Toxic> Toxics(FaultOrder order)
        => [new Toxic("slow_close", Toxic.Downstream, Attributes(("delay", order.Whole(Delay))), Share(order))];

    protected override EdgeSign Sign(FaultOrder order) => EdgeSign.ClosesLater(TimeSpan.FromMilliseconds(order.Number(Delay)));

    protected override string Tell(FaultOrder order) => $"connections that end {order.Values[Delay]} later";
}
