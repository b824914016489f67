using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Observers.Services;
using ChaosLab.Hosting.Faults.Settings;

namespace ChaosLab.Hosting.Faults.Kinds.Services;

/// <summary>Starves a service's thread pool.</summary>
internal sealed class ThreadPoolFault(ServiceTools tools) : ServiceFaultKind(tools)
{
    private const string Workers = "workers";
    private const string Wait = "wait";

    public override string Name => "thread-pool";

    public override string Description => "Starves the service's thread pool: workers are blocked, no more come, and everything waits for the one that is left.";

    public override string Observed => "A caller asks for /alive over a connection of its own each time; the answer takes longer than before by at least one wait.";

    protected override IReadOnlyList<FaultParameter> Own =>
    [
        FaultParameters.Number(Workers, null, 64, 1, 500, "How many workers are blocked."),
        FaultParameters.Number(Wait, "ms", 200, 10, 500, "How long each piece of work waits for the worker that is left; a request is several pieces."),
    ];

    protected override bool Once => true;

    protected override IReadOnlyDictionary<string, string> Settings(FaultOrder order) => Told((Workers, Text(order.Whole(Workers))), (Wait, Text(order.Whole(Wait))));

    protected override ICanary Canary(IResourceWithEndpoints service, FaultOrder order)
    {
        var longer = TimeSpan.FromMilliseconds(order.Number(Wait));
        return new RequestCanary(Tools.Observers.Probe(service, HttpMethod.Get, "/alive"), 1, (reading, usual) => reading.Took >= usual + longer);
    }

    protected override string Tell(FaultOrder order) => $"{order.Whole(Workers)} workers of the thread pool blocked, {order.Values[Wait]} of wait for the rest";
}
