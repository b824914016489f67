using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Observers.Services;
using ChaosLab.Hosting.Faults.Settings;

namespace ChaosLab.Hosting.Faults.Kinds.Services;

/// <summary>Lets a service find another one's name no more.</summary>
internal sealed class DnsFailureFault(ServiceTools tools) : ServiceFaultKind(tools)
{
    public override string Name => "dns-failure";

    public override string Description => "The service cannot resolve another one's name: its requests fail at once as HostNotFound, and open connections are not used.";

    public override string Observed => "A caller asks the service for its health, which calls the dependency unavailable after the next call to it (at the latest after 5 s).";

    protected override IReadOnlyList<FaultParameter> Own => [DependencySettings.Parameter];

    public override bool ActsOn(IResource resource) => base.ActsOn(resource) && NamedReferences.HasAny(resource);

    protected override void Require(IResource service, FaultOrder order) => NamedReferences.Require(service, order);

    protected override IReadOnlyDictionary<string, string> Settings(FaultOrder order) => Told(DependencySettings.Told(order));

    protected override ICanary Canary(IResourceWithEndpoints service, FaultOrder order)
        => new DependencyCanary(Tools.Observers.Probe(service, HttpMethod.Get, DependencyCanary.Path), DependencySettings.Of(order), (_, _) => false);

    protected override string Tell(FaultOrder order) => $"no resolution of the name {DependencySettings.Of(order)}";
}
