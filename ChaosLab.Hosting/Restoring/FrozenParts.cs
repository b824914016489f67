using ChaosLab.Hosting.Faults;
using ChaosLab.Hosting.Faults.Kinds;
using ChaosLab.Hosting.Faults.Targets;
using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Restoring;

/// <summary>What somebody froze past the lab: a process by SIGSTOP, a container by a pause of its engine. Nobody else would ever wake it.</summary>
internal sealed class FrozenParts(FaultTargets targets, FaultBook book, ResourceMonitor monitor)
{
    /// <summary>Wakes all of them; a pause of the lab is left to its own undo.</summary>
    public Task WakeAsync(IEnumerable<IResource> resources, Action<string> tell, CancellationToken ct)
        => Task.WhenAll(resources.Where(resource => monitor.Of(resource).IsRunning && !book.IsActive(PauseFault.KindName, resource)).ToArray().Select(async resource =>
        {
            try
            {
                if (await targets.Of(resource).WakeAsync(ct)) tell($"Resumed {resource.Name}, which was frozen from outside.");
            }
            catch (Exception error) when (error is FaultRefusedException or InvalidOperationException)
            {
                // It has ended meanwhile, or it cannot be reached; whether it is well is asked next.
                tell($"Whether {resource.Name} is frozen is not known: {error.Message}");
            }
        }));
}
