using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Edges;
using ChaosLab.Hosting.Faults.Guard;
using ChaosLab.Hosting.Faults.Observers.Edges;
using ChaosLab.Hosting.Faults.Settings;

namespace ChaosLab.Hosting.Faults.Kinds.Edges;

/// <summary>Cuts data into small pieces with a pause between them.</summary>
internal sealed class SlicerFault(EdgeTools tools) : EdgeFaultKind(tools)
{
    private const string Size = "size";
    private const string Variation = "variation";
    private const string Delay = "delay";

    public override string Name => "slicer";

    public override string Description => "Cuts data into small pieces with a pause between them.";

    public override string Observed => "A canary sends about 8 KB over the edge, which takes as many pauses as there are pieces.";

    protected override IReadOnlyList<FaultParameter> Own =>
    [
        FaultParameters.Number(Size, "B", 256, 1, 65_536, "The size of a piece."),
        FaultParameters.Number(Variation, "B", 0, 0, 65_535, "How much more or less that is; must be less than the size."),
        FaultParameters.Number(Delay, "ms", 10, 0, 10_000, "The pause between two pieces."),
        StreamTo(Toxic.Upstream), ToxicityOf,
    ];

    public override IFault Prepare(IResource target, FaultOrder order)
        => order.Number(Variation) < order.Number(Size)
            ? base.Prepare(target, order)
            : throw new FaultRefusedException(Refusal.Invalid, $"variation is {order.Values[Variation]}; it must be less than size, {order.Values[Size]}.");

    protected override bool Cuts(FaultOrder order) => HitsMost(order) && EdgeCanary.LargeBytes / order.Number(Size) * order.Number(Delay) >= BlastRadius.Wait.TotalMilliseconds;

    protected override IReadOnlyList<Toxic> Toxics(FaultOrder order)
        => [new Toxic("slicer", order.Text(Stream)!,
            Attributes(("average_size", order.Whole(Size)), ("size_variation", order.Whole(Variation)), ("delay", (long)(order.Number(Delay) * 1000))), Share(order))];

    protected override EdgeSign Sign(FaultOrder order)
    {
        var bytes = order.Text(Stream) == Toxic.Upstream ? EdgeCanary.LargeBytes : EdgeCanary.LargeBytes / 16;
        return EdgeSign.Slower(TimeSpan.FromMilliseconds(Math.Max(1, bytes / order.Number(Size) * order.Number(Delay))), EdgeCall.Large);
    }

    protected override string Tell(FaultOrder order) => $"pieces of {order.Values[Size]} with {order.Values[Delay]} between them";
}
