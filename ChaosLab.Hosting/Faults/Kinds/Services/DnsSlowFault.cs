using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Observers.Services;
using ChaosLab.Hosting.Faults.Settings;

namespace ChaosLab.Hosting.Faults.Kinds.Services;

/// <summary>Lets the resolution of another service's name take long.</summary>
internal sealed class DnsSlowFault(ServiceTools tools) : ServiceFaultKind(tools)
{
    private const string Latency = "latency";

    public override string Name => "dns-slow";

    public override string Description => "The resolution of another service's name takes long, at each request: open connections are not used without it.";

    public override string Observed => "A caller asks the service for its health, which tells how long the last call to the dependency took: at least half of the latency longer than before, or unavailable.";

    protected override IReadOnlyList<FaultParameter> Own =>
        [DependencySettings.Parameter, FaultParameters.Number(Latency, "ms", 500, 1, 60_000, "How long each resolution takes.")];

    public override bool ActsOn(IResource resource) => base.ActsOn(resource) && NamedReferences.HasAny(resource);

    protected override void Require(IResource service, FaultOrder order) => NamedReferences.Require(service, order);

    protected override IReadOnlyDictionary<string, string> Settings(FaultOrder order) => Told(DependencySettings.Told(order), ("ms", Text(order.Number(Latency))));

    protected override ICanary Canary(IResourceWithEndpoints service, FaultOrder order) => DependencyCanary.Slower(
        Tools.Observers.Probe(service, HttpMethod.Get, DependencyCanary.Path), DependencySettings.Of(order), TimeSpan.FromMilliseconds(order.Number(Latency)));

    protected override string Tell(FaultOrder order) => $"{order.Values[Latency]} for each resolution of the name {DependencySettings.Of(order)}";
}
