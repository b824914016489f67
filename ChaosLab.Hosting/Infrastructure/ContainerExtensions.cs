using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Infrastructure;

/// <summary>What the lab adds to containers.</summary>
internal static class ContainerExtensions
{
    /// <summary>Sets an image written as <c>registry/name:tag</c>.</summary>
    public static IResourceBuilder<T> WithLabImage<T>(this IResourceBuilder<T> container, string image) where T : ContainerResource
    {
        var colon = image.LastIndexOf(':');
        var (name, tag) = (image[..colon], image[(colon + 1)..]);
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var registry = slash > 0 && name[..slash] is var first && (first.Contains('.', StringComparison.Ordinal) || first.Contains(':', StringComparison.Ordinal))
            ? first
            : null;
        container.WithImage(registry is null ? name : name[(slash + 1)..], tag);

        // An image without a registry is one of this machine; the integration's default registry must not be put before it.
        return container.WithAnnotation(
            new ContainerImageAnnotation { Image = registry is null ? name : name[(slash + 1)..], Tag = tag, Registry = registry },
            ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>The volume that keeps a resource's data over a restart of its container.</summary>
    public static string VolumeOf(this LabResource lab, string resource) => $"chaoslab-{lab.Options.Name}-{resource}";

    /// <summary>Labels by which a fault knows that a container is the resource's own.</summary>
    public static void Label(this LabResource lab, ContainerResource container)
        => container.Annotations.Add(new ContainerRuntimeArgsCallbackAnnotation(arguments =>
        {
            arguments.Add("--label");
            arguments.Add($"{ContainerEngine.LabLabel}={lab.Options.Name}");
            arguments.Add("--label");
            arguments.Add($"{ContainerEngine.ResourceLabel}={container.Name}");
        }));
}
