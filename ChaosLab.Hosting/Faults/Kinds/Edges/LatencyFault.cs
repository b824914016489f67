using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Edges;
using ChaosLab.Hosting.Faults.Guard;
using ChaosLab.Hosting.Faults.Observers.Edges;
using ChaosLab.Hosting.Faults.Settings;

namespace ChaosLab.Hosting.Faults.Kinds.Edges;

/// <summary>Delays what goes over an edge.</summary>
internal class LatencyFault(EdgeTools tools) : EdgeFaultKind(tools)
{
    protected const string Latency = "latency";
    protected const string Jitter = "jitter";

    public override string Name => "latency";

    public override string Description => "Delays what goes over the edge by a time, with jitter around it.";

    public override string Observed => "A canary calls over the edge on connections of its own; its answers take longer than the quickest before by at least half of the latency, and by 5 ms: less cannot be seen.";

    protected override IReadOnlyList<FaultParameter> Own =>
    [
        FaultParameters.Number(Latency, "ms", 200, 1, 60_000, "How much later each piece of data arrives."),
        FaultParameters.Number(Jitter, "ms", 0, 0, 60_000, "How much more or less that is, evenly spread; chosen with the seed."),
        StreamTo(Toxic.Downstream), ToxicityOf,
    ];

    protected override bool Cuts(FaultOrder order) => HitsMost(order) && order.Number(Latency) >= BlastRadius.Wait.TotalMilliseconds;

    protected override IReadOnlyList<Toxic> Toxics(FaultOrder order)
        => [new Toxic("latency", order.Text(Stream)!, Attributes(("latency", order.Whole(Latency)), ("jitter", order.Whole(Jitter))), Share(order))];

    protected override EdgeSign Sign(FaultOrder order)
        => EdgeSign.Slower(TimeSpan.FromMilliseconds(Math.Max(1, order.Number(Latency) - order.Number(Jitter))));

    protected override string Tell(FaultOrder order)
        => $"{order.Values[Latency]} of latency{(order.Number(Jitter) > 0 ? $" ± {order.Values[Jitter]}" : "")}";
}
