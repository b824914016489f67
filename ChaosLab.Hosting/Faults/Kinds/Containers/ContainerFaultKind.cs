using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Settings;
using ChaosLab.Hosting.Faults.Targets;

namespace ChaosLab.Hosting.Faults.Kinds.Containers;

/// <summary>A kind that acts on containers by their engine. What it changes dies with the container, and that with the lab.</summary>
internal abstract class ContainerFaultKind(ContainerTools tools) : IFaultKind
{
    public abstract string Name { get; }

    public abstract string Description { get; }

    public IReadOnlyList<FaultParameter> Parameters => field ??= [FaultParameters.ForSeconds(null), .. Own];

    public FaultPlaces Where => FaultPlaces.Container;

    public abstract string Observed { get; }

    public abstract string Undone { get; }

    public virtual string? Unavailable => null;

    /// <summary>The kind's own settings.</summary>
    protected virtual IReadOnlyList<FaultParameter> Own => [];

    public bool ActsOn(IResource resource) => resource is ContainerResource;

    public IFault Prepare(IResource target, FaultOrder order)
    {
        if (tools.Book.IsActive(Name, target)) throw new FaultRefusedException(Refusal.Conflict, $"{Name} acts on '{target.Name}' already; remove it first.");
        return Prepare(target, tools.Targets.Container(target), order);
    }

    /// <summary>Makes the fault; nothing has happened yet.</summary>
    protected abstract IFault Prepare(IResource target, LabContainer container, FaultOrder order);
}
