using ChaosLab.Hosting.Faults.Leases;
using ChaosLab.Hosting.Faults.Observers;
using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Faults.Kinds.Services;

/// <summary>What the kinds inside services work with.</summary>
internal sealed record ServiceTools(
    ServiceFaultClient Client, ResourceMonitor Monitor, ObserverFactory Observers, FaultBook Book, LeaseRenewal Leases, TimeProvider Time);
