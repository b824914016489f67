using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Faults.Targets;

/// <summary>Finds exactly what stands behind a resource.</summary>
internal sealed class FaultTargets(LabResource lab, ResourceMonitor monitor)
{
    /// <summary>Whether there can be a process or a container behind it.</summary>
    public static bool IsTarget(IResource resource) => resource is ProjectResource or ExecutableResource or ContainerResource;

    /// <exception cref="FaultRefusedException">It does not run.</exception>
    public IFaultTarget Of(IResource resource)
    {
        var view = monitor.Of(resource);
        if (!view.IsRunning) throw new FaultRefusedException(Refusal.Conflict, $"'{resource.Name}' does not run (it is {view.State ?? "not started"}).");
        if (view.Process is { } process) return new ProcessTarget(resource.Name, process);
        if (view.ContainerId is { } container && lab.Infrastructure.Containers is { } engine)
        {
            return new ContainerTarget(engine, lab.Options.Name, resource.Name, container);
        }

        throw new FaultRefusedException(Refusal.Conflict, $"'{resource.Name}' runs, but the host tells neither a process nor a container of it.");
    }
}
