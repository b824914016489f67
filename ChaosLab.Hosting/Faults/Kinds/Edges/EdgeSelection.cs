using ChaosLab.Hosting.Edges;
using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Faults.Kinds.Edges;

/// <summary>The edges that a target stands for.</summary>
internal sealed class EdgeSelection(LabResource lab, ResourceMonitor monitor)
{
    /// <summary>Whether a target stands for edges: one, or those that lead to a resource.</summary>
    public bool HasInto(IResource target) => target is EdgeResource || lab.Edges.Into(target).Any();

    /// <summary>Whether a target stands for edges: one, or those of a resource or of all instances of a service in both directions.</summary>
    public bool HasAround(IResource target) => target is EdgeResource || BothWays(target).Any();

    /// <summary>The edge, or every edge that leads to the resource, as far as somebody listens at its end.</summary>
    /// <exception cref="FaultRefusedException">Nobody does.</exception>
    public IReadOnlyList<EdgeResource> Into(IResource target)
        => Running(target, target is EdgeResource edge ? [edge] : lab.Edges.Into(target));

    /// <summary>
    /// The edge, or every edge of the resource's own in both directions, or every edge of all instances of a service, as far as somebody
    /// listens at its end.
    /// </summary>
    /// <exception cref="FaultRefusedException">Nobody does.</exception>
    public IReadOnlyList<EdgeResource> Around(IResource target) => Running(target, target is EdgeResource edge ? [edge] : BothWays(target));

    /// <summary>The edges that a resource calls over together with other instances of its service: what acts there hits all of them.</summary>
    public IReadOnlyList<EdgeResource> SharedOutOf(IResource target) => [.. lab.Edges.SharedOutOf(target)];

    /// <summary>The instances of a service that run; nothing for any other target.</summary>
    public IEnumerable<IResource> RunningInstances(IResource target)
        => target is LabService service ? service.Instances.Where(instance => monitor.Of(instance).IsRunning) : [];

    private IEnumerable<EdgeResource> BothWays(IResource target) => target is LabService service
        ? service.Instances.SelectMany(instance => BothWays(instance).Concat(lab.Edges.SharedOutOf(instance))).Distinct()
        : lab.Edges.Into(target).Concat(lab.Edges.OutOf(target)).Distinct();

    private EdgeResource[] Running(IResource target, IEnumerable<EdgeResource> edges)
    {
        if (lab.Edges.Proxy is { } proxy && !monitor.Of(proxy).IsRunning)
        {
            throw new FaultRefusedException(Refusal.Conflict, $"The fault proxy '{proxy.Name}' does not run; edges can be acted on again once it does.");
        }

        EdgeResource[] running = [.. edges.Where(edge => monitor.Of(edge.To).IsRunning)];
        return running.Length > 0
            ? running
            : throw new FaultRefusedException(Refusal.Conflict, $"Nobody answers behind '{FaultCatalogue.TargetName(target)}' now, so no effect could be seen.");
    }
}
