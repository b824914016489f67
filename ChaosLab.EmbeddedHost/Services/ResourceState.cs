using Aspire.Hosting.ApplicationModel;

namespace ChaosLab.EmbeddedHost.Services;

/// <summary>What is known of one instance: the resource, the last snapshot, and whether its ready handlers are done.</summary>
internal sealed class ResourceState(IResource resource, string id)
{
    public IResource Resource { get; } = resource;

    public string Id { get; } = id;

    public Lock Gate { get; } = new();

    public CustomResourceSnapshot? Snapshot { get; set; }

    /// <summary>The handlers of the ready event of this run; null before the resource is healthy for the first time.</summary>
    public Task? Ready { get; set; }
}
