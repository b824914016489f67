using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Edges;
using ChaosLab.Hosting.Faults.Guard;
using ChaosLab.Hosting.Faults.Observers.Edges;
using ChaosLab.Hosting.Faults.Settings;

namespace ChaosLab.Hosting.Faults.Kinds.Edges;

/// <summary>Limits how much goes over an edge in a second.</summary>
internal sealed class BandwidthFault(EdgeTools tools) : EdgeFaultKind(tools)
{
    private const string Rate = "rate";

    public override string Name => "bandwidth";

    public override string Description => "Limits how much goes over the edge in a second.";

    public override string Observed => "A canary sends about 8 KB over the edge; it takes as long as the rate says. A rate above 1.6 MB/s (downstream 0.1 MB/s) does not make that 5 ms longer, and cannot be seen so.";

    protected override IReadOnlyList<FaultParameter> Own =>
    [
        FaultParameters.Number(Rate, "KB/s", 16, 1, 1_000_000, "How much may pass in a second."),
        StreamTo(Toxic.Upstream), ToxicityOf,
    ];

    protected override bool Cuts(FaultOrder order) => HitsMost(order) && EdgeCanary.LargeBytes / (order.Number(Rate) * 1000) >= BlastRadius.Wait.TotalSeconds;

    protected override IReadOnlyList<Toxic> Toxics(FaultOrder order)
        => [new Toxic("bandwidth", order.Text(Stream)!, Attributes(("rate", order.Whole(Rate))), Share(order))];

    protected override EdgeSign Sign(FaultOrder order)
    {
        // Answers are smaller than questions where the protocol cannot echo.
        var bytes = order.Text(Stream) == Toxic.Upstream ? EdgeCanary.LargeBytes : EdgeCanary.LargeBytes / 16;
        return EdgeSign.Slower(TimeSpan.FromSeconds(bytes / (order.Number(Rate) * 1000)), EdgeCall.Large);
    }

    protected override string Tell(FaultOrder order) => $"at most {order.Values[Rate]}";
}
