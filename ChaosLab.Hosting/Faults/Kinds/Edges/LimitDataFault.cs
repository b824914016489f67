using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Edges;
using ChaosLab.Hosting.Faults.Observers.Edges;
using ChaosLab.Hosting.Faults.Settings;

namespace ChaosLab.Hosting.Faults.Kinds.Edges;

/// <summary>Closes connections after so much data.</summary>
internal sealed class LimitDataFault(EdgeTools tools) : EdgeFaultKind(tools)
{
    private const string Bytes = "bytes";

    public override string Name => "limit-data";

    public override string Description => "Closes each connection after so much data.";

    public override string Observed => "A canary sends about 8 KB over the edge on connections of its own, which end before the answer. A limit above that is not seen so.";

    protected override IReadOnlyList<FaultParameter> Own =>
    [
        FaultParameters.Number(Bytes, "B", 1024, 1, 1e9, "How much may pass on one connection."),
        StreamTo(Toxic.Upstream), ToxicityOf,
    ];

    protected override bool Cuts(FaultOrder order) => HitsMost(order) && order.Number(Bytes) < EdgeCanary.LargeBytes;

    protected override IReadOnlyList<Toxic> Toxics(FaultOrder order)
        => [new Toxic("limit_data", order.Text(Stream)!, Attributes(("bytes", order.Whole(Bytes))), Share(order))];

    protected override EdgeSign Sign(FaultOrder order) => EdgeSign.Silence(EdgeCall.Large);

    protected override string Tell(FaultOrder order) => $"a close after {order.Values[Bytes]}";
}
