using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Resources of the user's own kind.</summary>
public static class CustomResourceExtensions
{
    /// <summary>Sets the first snapshot.</summary>
    public static IResourceBuilder<TResource> WithInitialState<TResource>(
        this IResourceBuilder<TResource> builder, CustomResourceSnapshot initialSnapshot)
        where TResource : IResource
        => builder.WithAnnotation(new ResourceSnapshotAnnotation(initialSnapshot), ResourceAnnotationMutationBehavior.Replace);
}
