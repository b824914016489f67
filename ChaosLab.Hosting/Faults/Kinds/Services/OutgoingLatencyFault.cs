using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Observers.Services;
using ChaosLab.Hosting.Faults.Settings;

namespace ChaosLab.Hosting.Faults.Kinds.Services;

/// <summary>Holds calls to a dependency up before they leave.</summary>
internal sealed class OutgoingLatencyFault(ServiceTools tools) : ServiceFaultKind(tools)
{
    private const string Rate = "rate";

    public override string Name => "outgoing-latency";

    public override string Description => "Holds the service's calls to a dependency up before they leave, inside of its time-outs.";

    public override string Observed => "A caller asks the service for its health, which tells how long the last call to the dependency took: at least half of the latency longer than before, or unavailable.";

    protected override IReadOnlyList<FaultParameter> Own =>
    [
        DependencySettings.Parameter,
        .. LatencySettings.Parameters,
        FaultParameters.Number(Rate, "%", 100, 1, 100, "The share of calls that is hit, chosen with the seed."),
        FaultParameters.RandomSeed,
    ];

    protected override IReadOnlyDictionary<string, string> Settings(FaultOrder order) => Told(
        [DependencySettings.Told(order), .. LatencySettings.Told(order), (Rate, Text(order.Number(Rate) / 100)), ("seed", Text(order.Seed))]);

    protected override ICanary Canary(IResourceWithEndpoints service, FaultOrder order) => DependencyCanary.Slower(
        Tools.Observers.Probe(service, HttpMethod.Get, DependencyCanary.Path), DependencySettings.Of(order), LatencySettings.Expected(order));

    protected override string Tell(FaultOrder order)
        => $"{LatencySettings.Tell(order)} of latency for {(order.Number(Rate) < 100 ? order.Values[Rate] + " of " : "")}calls to {DependencySettings.Of(order)}";
}
