namespace Aspire.Hosting.ApplicationModel;

/// <summary>A relation to another resource, for display.</summary>
/// <param name="resource">The other.</param>
/// <param name="type">Reference, Parent, WaitFor, or a word of the user.</param>
public sealed class ResourceRelationshipAnnotation(IResource resource, string type) : IResourceAnnotation
{
    /// <summary>The other.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>Reference, Parent, WaitFor, or a word of the user.</summary>
    public string Type { get; } = type;
}
