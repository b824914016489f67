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
        if (ContainerOf(view) is { } container) return new ContainerTarget(container);

        throw new FaultRefusedException(Refusal.Conflict, $"'{resource.Name}' runs, but the host tells neither a process nor a container of it.");
    }

    /// <summary>The container of a resource.</summary>
    /// <exception cref="FaultRefusedException">It does not run, or is none.</exception>
    public LabContainer Container(IResource resource)
    {
        var view = monitor.Of(resource);
        if (!view.IsRunning) throw new FaultRefusedException(Refusal.Conflict, $"'{resource.Name}' does not run (it is {view.State ?? "not started"}).");
        return ContainerOf(view) ?? throw new FaultRefusedException(Refusal.Conflict, $"'{resource.Name}' runs, but the host tells no container of it.");
    }

    private LabContainer? ContainerOf(ResourceView view)
        => view.ContainerId is { } id && lab.Infrastructure.Containers is { } engine ? new LabContainer(engine, lab.Options.Name, view.Name, id) : null;
}
