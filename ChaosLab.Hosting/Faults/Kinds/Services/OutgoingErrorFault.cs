using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Observers.Services;
using ChaosLab.Hosting.Faults.Settings;

namespace ChaosLab.Hosting.Faults.Kinds.Services;

/// <summary>Lets calls to a dependency fail before they leave.</summary>
internal sealed class OutgoingErrorFault(ServiceTools tools) : ServiceFaultKind(tools)
{
    private const string Error = "error";
    private const string Rate = "rate";

    public override string Name => "outgoing-error";

    public override string Description => "Lets the service's calls to a dependency fail before they leave, inside of its retries and its circuit breaker.";

    public override string Observed => "A caller asks the service for its health, which calls the dependency unavailable after the next call to it (at the latest after 5 s).";

    protected override IReadOnlyList<FaultParameter> Own =>
    [
        DependencySettings.Parameter,
        FaultParameters.Choice(Error, "What the calls meet: a reset connection, a refused one, or a time-out.", "reset", "refused", "timeout"),
        FaultParameters.Number(Rate, "%", 100, 1, 100, "The share of calls that is hit, chosen with the seed."),
        FaultParameters.RandomSeed,
    ];

    protected override IReadOnlyDictionary<string, string> Settings(FaultOrder order) => Told(
        DependencySettings.Told(order), (Error, order.Text(Error)), (Rate, Text(order.Number(Rate) / 100)), ("seed", Text(order.Seed)));

    protected override ICanary Canary(IResourceWithEndpoints service, FaultOrder order)
        => new DependencyCanary(Tools.Observers.Probe(service, HttpMethod.Get, DependencyCanary.Path), DependencySettings.Of(order), (_, _) => false);

    protected override string Tell(FaultOrder order)
        => $"{order.Text(Error)} for {(order.Number(Rate) < 100 ? order.Values[Rate] + " of " : "")}calls to {DependencySettings.Of(order)}";
}
