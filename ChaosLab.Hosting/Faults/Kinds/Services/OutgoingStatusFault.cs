using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Observers.Services;
using ChaosLab.Hosting.Faults.Settings;

namespace ChaosLab.Hosting.Faults.Kinds.Services;

/// <summary>Answers a service's requests to another one with an error that the other one never gave.</summary>
internal sealed class OutgoingStatusFault(ServiceTools tools) : ServiceFaultKind(tools)
{
    private const string Status = "status";
    private const string Route = "route";
    private const string Rate = "rate";

    public override string Name => "outgoing-status";

    public override string Description => "Answers the service's requests to another service with an error status; they never leave. Retries and the circuit breaker meet it.";

    public override string Observed => "A caller asks the service for its health, which calls the dependency unavailable after the next call to it (at the latest after 5 s); with a route, after the next customer whose request takes it.";

    protected override IReadOnlyList<FaultParameter> Own =>
    [
        DependencySettings.Parameter,
        FaultParameters.Number(Status, null, 503, 500, 599, "The status. An answer below 500 speaks of the request, not of the service, and no health check would show it."),
        FaultParameters.Words(Route, null, "The path at the other service that requests begin with, such as /charge; every path when it is left out."),
        FaultParameters.Number(Rate, "%", 100, 1, 100, "The share of requests that is hit, chosen with the seed."),
        FaultParameters.RandomSeed,
    ];

    public override bool ActsOn(IResource resource) => base.ActsOn(resource) && NamedReferences.HasAny(resource);

    protected override void Require(IResource service, FaultOrder order) => NamedReferences.Require(service, order);

    protected override IReadOnlyDictionary<string, string> Settings(FaultOrder order) => Told(
        DependencySettings.Told(order), (Status, Text(order.Whole(Status))), (Route, RequestSettings.RouteOf(order)),
        (Rate, Text(order.Number(Rate) / 100)), ("seed", Text(order.Seed)));

    protected override ICanary Canary(IResourceWithEndpoints service, FaultOrder order)
        => new DependencyCanary(Tools.Observers.Probe(service, HttpMethod.Get, DependencyCanary.Path), DependencySettings.Of(order), (_, _) => false);

    protected override string Tell(FaultOrder order)
        => $"{order.Whole(Status)} for {(order.Number(Rate) < 100 ? order.Values[Rate] + " of " : "")}requests to {DependencySettings.Of(order)}{RequestSettings.RouteOf(order)}";
}
