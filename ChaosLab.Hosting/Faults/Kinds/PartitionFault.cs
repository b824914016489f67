using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Observers;
using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Faults.Kinds;

/// <summary>Cuts customers off from the shop: what stands between them is stopped, then started.</summary>
internal sealed class PartitionFault(ResourceControl control, ObserverFactory observers, ResourceMonitor monitor) : IFaultKind
{
    public const string KindName = "partition";

    /// <summary>Seconds of a partition when nothing else is said.</summary>
    public const double DefaultSeconds = 10;

    public string Name => KindName;

    public string Description => "Cuts customers off from the shop: the gateway is stopped, then started.";

    public IReadOnlyList<FaultParameter> Parameters { get; } = [FaultParameters.ForSeconds(DefaultSeconds)];

    public bool ActsOn(IResource resource) => resource.HasAnnotationOfType<PartitionAnnotation>();

    public IFault Prepare(IResource target, FaultRequest request)
        => monitor.Of(target).IsRunning
            ? new StopFault.Stop([target], control, observers.Of(target), monitor)
            : throw new FaultRefusedException(Refusal.Conflict, $"'{target.Name}' does not run.");
}
