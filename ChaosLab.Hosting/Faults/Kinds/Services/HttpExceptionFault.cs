using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Observers.Services;
using ChaosLab.Hosting.Faults.Settings;

namespace ChaosLab.Hosting.Faults.Kinds.Services;

/// <summary>Throws where requests are handled.</summary>
internal sealed class HttpExceptionFault(ServiceTools tools) : ServiceFaultKind(tools)
{
    public override string Name => "http-exception";

    public override string Description => "Throws an exception that nobody expected where requests are handled; callers get what the service makes of one.";

    public override string Observed => "A caller asks for a path below the route over a connection of its own each time, and gets a 5xx instead of 404.";

    protected override IReadOnlyList<FaultParameter> Own => RequestSettings.Parameters;

    protected override IReadOnlyDictionary<string, string> Settings(FaultOrder order) => Told(RequestSettings.Told(order));

    protected override ICanary Canary(IResourceWithEndpoints service, FaultOrder order)
        => new RequestCanary(RequestSettings.Probe(Tools, service, order), RequestSettings.Probes(order), (reading, _) => reading.Status >= 500);

    protected override bool Disables(FaultOrder order) => RequestSettings.HitsMost(order);

    protected override string Tell(FaultOrder order) => $"exceptions for {RequestSettings.Tell(order)}";
}
