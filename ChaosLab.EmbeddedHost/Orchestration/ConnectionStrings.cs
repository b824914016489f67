using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;

namespace ChaosLab.EmbeddedHost.Orchestration;

/// <summary>Says when a connection string can be had: that of a resource, then those of its children.</summary>
internal static class ConnectionStrings
{
    public static async Task AnnounceAsync(
        IResource resource, IDistributedApplicationEventing eventing, IServiceProvider services, CancellationToken cancellationToken)
    {
        if (resource is IResourceWithConnectionString)
            await eventing.PublishAsync(new ConnectionStringAvailableEvent(resource, services), cancellationToken);

        foreach (var child in ModelTree.ChildrenOf(resource, services)) await AnnounceAsync(child, eventing, services, cancellationToken);
    }
}
