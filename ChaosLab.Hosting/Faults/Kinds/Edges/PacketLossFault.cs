using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Edges;
using ChaosLab.Hosting.Faults.Guard;
using ChaosLab.Hosting.Faults.Observers.Edges;
using ChaosLab.Hosting.Faults.Settings;

namespace ChaosLab.Hosting.Faults.Kinds.Edges;

/// <summary>What lost packets do to a stream: it stalls until they have been sent again.</summary>
internal sealed class PacketLossFault(EdgeTools tools) : EdgeFaultKind(tools)
{
    private const string Loss = "loss";
    private const string Correlation = "correlation";
    private const string Rto = "rto";

    public override string Name => "packet-loss";

    public override string Description => "What lost packets do to a TCP stream: nothing is missing, but it stalls until they have been sent again.";

    public override string Observed => "A canary calls over the edge on connections of its own until an answer comes later by at least half of the retransmission time.";

    protected override IReadOnlyList<FaultParameter> Own =>
    [
        FaultParameters.Number(Loss, "%", 20, 1, 100, "The share of pieces of data that are lost once, chosen with the seed."),
        FaultParameters.Number(Correlation, "%", 0, 0, 90, "How much a piece's fate hangs on that of the one before: losses come in bursts, and are rarer."),
        FaultParameters.Number(Rto, "ms", 200, 1, 10_000, "How long a lost piece takes to be sent again."),
        StreamTo(Toxic.Downstream), ToxicityOf,
    ];

    protected override bool Cuts(FaultOrder order) => HitsMost(order) && order.Number(Loss) >= BlastRadius.MostPercent;

    protected override IReadOnlyList<Toxic> Toxics(FaultOrder order)
        => [new Toxic("packet_loss", order.Text(Stream)!,
            Attributes(("loss_rate", order.Number(Loss) / 100), ("correlation", order.Number(Correlation) / 100), ("rto", order.Whole(Rto))), Share(order))];

    protected override EdgeSign Sign(FaultOrder order) => EdgeSign.Slower(TimeSpan.FromMilliseconds(order.Number(Rto)));

    protected override string Tell(FaultOrder order) => $"{order.Values[Loss]} of packet loss";
}
