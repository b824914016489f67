using ChaosLab.Hosting.Faults.Observers;
using ChaosLab.Hosting.Faults.Targets;
using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Faults.Kinds.Containers;

/// <summary>What the kinds on containers work with.</summary>
internal sealed record ContainerTools(
    FaultTargets Targets, ResourceMonitor Monitor, ObserverFactory Observers, FaultBook Book, NetworkTools Network, TimeProvider Time);
