using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Observers;
using ChaosLab.Hosting.Faults.Settings;
using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Faults.Kinds;

/// <summary>Stops everything that is marked for it; customers see a blackout.</summary>
internal sealed class FullOutageFault(ResourceControl control, ObserverFactory observers, ResourceMonitor monitor) : IFaultKind
{
    public const string KindName = "full-outage";

    public string Name => KindName;

    public string Description => "Stops the shop's front and payment together: a blackout until lifted.";

    public IReadOnlyList<FaultParameter> Parameters { get; } = [FaultParameters.ForSeconds(null)];

    public string Observed => "A customer calls through the gateway and gets no answer of the shop.";

    public string Undone => "What was stopped is started, and the host is asked whether it runs; the customer calls until the shop answers.";

    public bool ActsOn(IResource resource) => resource is LabResource && Marked.Any();

    private IEnumerable<IResource> Marked => monitor.Resources.Where(resource => resource.HasAnnotationOfType<FullOutageAnnotation>());

    public IFault Prepare(IResource target, FaultOrder order)
    {
        var running = Marked.Where(resource => monitor.Of(resource).IsRunning).ToArray();
        if (running.Length == 0) throw new FaultRefusedException(Refusal.Conflict, "Nothing that a full outage would stop is running.");

        var gateway = monitor.Resources.OfType<IResourceWithEndpoints>().FirstOrDefault(resource => resource.HasAnnotationOfType<PartitionAnnotation>());
        return new StopFault.Stop(running, control, gateway is null ? observers.Of(running[0]) : observers.Through(gateway), monitor);
    }
}
