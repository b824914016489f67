namespace Aspire.Hosting.ApplicationModel;

/// <summary>Which resources are projects, and where they come from.</summary>
public static class ProjectResourceExtensions
{
    /// <summary>The projects of a model.</summary>
    public static IEnumerable<ProjectResource> GetProjectResources(this DistributedApplicationModel model)
        => model.Resources.OfType<ProjectResource>();

    /// <summary>Where a project comes from.</summary>
    /// <exception cref="InvalidOperationException">It was added without its metadata.</exception>
    public static IProjectMetadata GetProjectMetadata(this ProjectResource projectResource)
        => projectResource.TryGetLastAnnotation<IProjectMetadata>(out var metadata)
            ? metadata
            : throw new InvalidOperationException($"Project '{projectResource.Name}' has no metadata; add it with AddProject.");
}
