using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Observers.Services;
using ChaosLab.Hosting.Faults.Settings;

namespace ChaosLab.Hosting.Faults.Kinds.Services;

/// <summary>Answers requests with an error instead of handling them.</summary>
internal sealed class HttpErrorFault(ServiceTools tools) : ServiceFaultKind(tools)
{
    private const string Status = "status";
    private const int NotFound = 404;

    public override string Name => "http-error";

    public override string Description => "Answers requests with an error status instead of handling them.";

    public override string Observed => "A caller asks for a path below the route over a connection of its own each time, and gets that status instead of 404.";

    protected override IReadOnlyList<FaultParameter> Own =>
        [FaultParameters.Number(Status, null, 500, 400, 599, "The status; any but 404, which no caller could tell from a path that is not there."), .. RequestSettings.Parameters];

    protected override IReadOnlyDictionary<string, string> Settings(FaultOrder order)
        => Told([(Status, Text(order.Whole(Status))), .. RequestSettings.Told(order)]);

    protected override ICanary Canary(IResourceWithEndpoints service, FaultOrder order)
    {
        var status = order.Whole(Status);
        if (status == NotFound) throw new FaultRefusedException(Refusal.Invalid, $"{Status} is {NotFound}; nobody could tell it from a path that is not there.");
        return new RequestCanary(RequestSettings.Probe(Tools, service, order), RequestSettings.Probes(order), (reading, _) => reading.Status == status);
    }

    protected override bool Disables(FaultOrder order) => RequestSettings.HitsMost(order);

    protected override string Tell(FaultOrder order) => $"{order.Whole(Status)} for {RequestSettings.Tell(order)}";
}
