using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Edges;

namespace ChaosLab.Hosting.Faults.Kinds.Edges;

/// <summary>A slow dependency: everybody who calls it waits.</summary>
internal sealed class SlowFault(EdgeTools tools) : LatencyFault(tools)
{
    public override string Name => "slow";

    public override string Description => "A slow dependency: every answer of it comes later, to whoever calls.";

    protected override IReadOnlyList<FaultParameter> Own =>
    [
        FaultParameters.Number(Latency, "ms", 1000, 1, 60_000, "How much later each answer arrives."),
        FaultParameters.Number(Jitter, "ms", 0, 0, 60_000, "How much more or less that is, evenly spread; chosen with the seed."),
        FaultParameters.Choice(Stream, "Which direction: downstream is to the caller.", Toxic.Downstream), ToxicityOf,
    ];
}
