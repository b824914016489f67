using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Faults.Observers;

/// <summary>The host says that it runs: all that can be seen of a resource nobody can call.</summary>
internal sealed class StateObserver(ResourceMonitor monitor, IResource resource) : IObserver
{
    public Task<bool> IsWellAsync(CancellationToken ct) => Task.FromResult(monitor.Of(resource).IsRunning);
}
