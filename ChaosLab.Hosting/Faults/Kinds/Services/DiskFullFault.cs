using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Observers.Services;
using ChaosLab.Hosting.Faults.Settings;

namespace ChaosLab.Hosting.Faults.Kinds.Services;

/// <summary>Fills the disk under a service's journal.</summary>
internal sealed class DiskFullFault(ServiceTools tools) : ServiceFaultKind(tools)
{
    private const string Spare = "spare";

    public override string Name => "disk-full";

    public override string Description => "The disk quota of the service's journal is used up: writes fail as on a full disk; what was written stays, and what is refused is not acknowledged.";

    public override string Observed => "A caller posts a harmless request that writes one line, and gets a 5xx.";

    protected override IReadOnlyList<FaultParameter> Own => [FaultParameters.Number(Spare, "B", 0, 0, 1 << 20, "How many bytes are free yet.")];

    protected override bool Once => true;

    public override bool ActsOn(IResource resource) => base.ActsOn(resource) && resource.HasAnnotationOfType<JournalAnnotation>();

    protected override IReadOnlyDictionary<string, string> Settings(FaultOrder order) => Told((Spare, Text(order.Whole(Spare))));

    protected override ICanary Canary(IResourceWithEndpoints service, FaultOrder order)
    {
        var journal = service.Annotations.OfType<JournalAnnotation>().Last();
        return new JournalCanary(Tools.Observers.Probe(service, HttpMethod.Post, journal.ProbePath), journal.ProbeBody);
    }

    protected override string Tell(FaultOrder order) => $"a full disk{(order.Whole(Spare) > 0 ? $" after {order.Values[Spare]}" : "")}";
}
