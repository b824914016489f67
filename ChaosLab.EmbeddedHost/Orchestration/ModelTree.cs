using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace ChaosLab.EmbeddedHost.Orchestration;

/// <summary>Resources that live and end with another one, as a database with its server.</summary>
internal static class ModelTree
{
    public static IEnumerable<IResource> ChildrenOf(IResource parent, IServiceProvider services)
        => services.GetRequiredService<DistributedApplicationModel>().Resources
            .Where(resource => resource is IResourceWithParent child && ReferenceEquals(child.Parent, parent) && !HasOwnLife(resource));

    /// <summary>Whether the resource is started and stopped for itself.</summary>
    public static bool HasOwnLife(IResource resource) => resource is ProjectResource or ExecutableResource or ContainerResource;
}
