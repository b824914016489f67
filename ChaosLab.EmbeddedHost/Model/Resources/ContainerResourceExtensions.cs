using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Which resources are containers.</summary>
public static class ContainerResourceExtensions
{
    /// <summary>The containers of a model.</summary>
    public static IEnumerable<IResource> GetContainerResources(this DistributedApplicationModel model)
        => model.Resources.Where(IsContainer);

    /// <summary>Whether a resource is a container.</summary>
    public static bool IsContainer(this IResource resource) => resource.HasAnnotationOfType<ContainerImageAnnotation>();
}
