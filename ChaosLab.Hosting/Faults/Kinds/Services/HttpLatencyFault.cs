using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Guard;
using ChaosLab.Hosting.Faults.Observers.Services;
using ChaosLab.Hosting.Faults.Settings;

namespace ChaosLab.Hosting.Faults.Kinds.Services;

/// <summary>Holds requests up before they are handled.</summary>
internal sealed class HttpLatencyFault(ServiceTools tools) : ServiceFaultKind(tools)
{
    public override string Name => "http-latency";

    public override string Description => "Holds requests up before they are handled, with a distribution of latencies.";

    public override string Observed => "A caller asks for a path below the route over a connection of its own each time; the answer takes longer than before by at least half of the latency.";

    protected override IReadOnlyList<FaultParameter> Own => [.. LatencySettings.Parameters, .. RequestSettings.Parameters];

    protected override IReadOnlyDictionary<string, string> Settings(FaultOrder order)
        => Told([.. LatencySettings.Told(order), .. RequestSettings.Told(order)]);

    protected override ICanary Canary(IResourceWithEndpoints service, FaultOrder order)
    {
        var longer = LatencySettings.Expected(order) / 2;
        return new RequestCanary(RequestSettings.Probe(Tools, service, order), RequestSettings.Probes(order), (reading, usual) => reading.Took >= usual + longer);
    }

    protected override bool Disables(FaultOrder order) => RequestSettings.HitsMost(order) && LatencySettings.Expected(order) >= BlastRadius.Wait;

    protected override string Tell(FaultOrder order) => $"{LatencySettings.Tell(order)} of latency for {RequestSettings.Tell(order)}";
}
