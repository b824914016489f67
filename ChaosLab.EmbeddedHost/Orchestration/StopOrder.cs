using Aspire.Hosting.ApplicationModel;

namespace ChaosLab.EmbeddedHost.Orchestration;

/// <summary>Ends resources in the reverse order of their dependencies: one ends when all that need it have.</summary>
internal static class StopOrder
{
    public static Task StopAllAsync(IReadOnlyCollection<IResource> resources, Func<IResource, Task> stop)
    {
        var dependents = resources.ToDictionary(resource => resource, _ => new HashSet<IResource>());
        foreach (var resource in resources)
        {
            foreach (var dependency in DependenciesOf(resource))
            {
                if (dependency != resource && dependents.TryGetValue(dependency, out var needing)) needing.Add(resource);
            }
        }

        var stopping = new Dictionary<IResource, Task>();
        return Task.WhenAll(resources.Select(resource => Stop(resource, [])));

        Task Stop(IResource resource, HashSet<IResource> path)
        {
            if (stopping.TryGetValue(resource, out var already)) return already;
            // A circle has no order; whoever closes it does not wait.
            if (!path.Add(resource)) return Task.CompletedTask;

            Task[] before = [.. dependents[resource].Select(dependent => Stop(dependent, path))];
            path.Remove(resource);
            return stopping[resource] = AfterAsync(before, resource);
        }

        async Task AfterAsync(Task[] before, IResource resource)
        {
            await Task.WhenAll(before);
            await stop(resource);
        }
    }

    private static IEnumerable<IResource> DependenciesOf(IResource resource)
        => resource.Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource)
            .Concat(resource.Annotations.OfType<ResourceRelationshipAnnotation>().Where(r => r.Type == "Reference").Select(r => r.Resource))
            .Select(OwnerOf);

    private static IResource OwnerOf(IResource resource)
        => !ModelTree.HasOwnLife(resource) && resource is IResourceWithParent child ? OwnerOf(child.Parent) : resource;
}
