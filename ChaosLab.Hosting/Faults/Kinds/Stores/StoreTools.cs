using ChaosLab.Hosting.Faults.Leases;
using ChaosLab.Hosting.Faults.Observers;
using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Faults.Kinds.Stores;

/// <summary>What the kinds on stores work with.</summary>
internal sealed record StoreTools(
    ResourceMonitor Monitor, ResourceControl Control, ObserverFactory Observers, FaultBook Book, LeaseRenewal Leases, TimeProvider Time)
{
    /// <exception cref="FaultRefusedException">It does not run.</exception>
    public void RequireRunning(IResource resource)
    {
        if (!Monitor.Of(resource).IsRunning) throw new FaultRefusedException(Refusal.Conflict, $"'{resource.Name}' does not run.");
    }

    /// <exception cref="FaultRefusedException">A fault of the kind acts on it already.</exception>
    public void RequireNone(string kind, IResource resource)
    {
        if (Book.IsActive(kind, resource)) throw new FaultRefusedException(Refusal.Conflict, $"{kind} acts on '{resource.Name}' already; remove it first.");
    }

    /// <summary>Completes when what runs behind a resource is no longer what was there before.</summary>
    public Task EndOfAsync(ResourceView before, CancellationToken ct)
        => Monitor.WaitAsync(before.Resource, view => IsOver(before, view), ct);

    /// <summary>Whether what ran behind a resource then has ended: what it held in memory is gone with it.</summary>
    public bool IsOver(ResourceView before) => IsOver(before, Monitor.Of(before.Resource));

    private static bool IsOver(ResourceView before, ResourceView now)
        => !now.IsRunning || now.Process != before.Process || now.ContainerId != before.ContainerId;
}
