using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <content>The image.</content>
public static partial class ContainerResourceBuilderExtensions
{
    private const string DigestKind = "sha256:";

    /// <summary>Sets the image: <c>[registry/]name[:tag|@sha256:digest]</c>.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="image">The image; its registry stays part of the name.</param>
    /// <param name="tag">The tag, unless the image names one; latest if neither does.</param>
    /// <exception cref="InvalidOperationException">Both name a tag.</exception>
    public static IResourceBuilder<T> WithImage<T>(this IResourceBuilder<T> builder, string image, string? tag = null)
        where T : ContainerResource
    {
        ArgumentException.ThrowIfNullOrEmpty(image);
        var (name, tagOfImage, digest) = Parse(image);
        if (tag is not null && tagOfImage is not null)
            throw new InvalidOperationException("Ambiguous tags - a tag was provided on both the 'tag' and 'image' parameters");
        if (tag is not null && digest is not null)
            throw new ArgumentOutOfRangeException(nameof(tag), "Tag conflicts with digest provided on the 'image' parameter");

        var annotation = builder.Resource.Annotations.OfType<ContainerImageAnnotation>().LastOrDefault();
        if (annotation is null)
        {
            annotation = new ContainerImageAnnotation { Image = name };
            builder.WithAnnotation(annotation);
        }

        annotation.Image = name;
        annotation.SHA256 = digest;
        annotation.Tag = digest is null ? tagOfImage ?? tag ?? "latest" : null;
        return builder;
    }

    /// <summary>Sets the tag, in the place of a digest.</summary>
    public static IResourceBuilder<T> WithImageTag<T>(this IResourceBuilder<T> builder, string tag)
        where T : ContainerResource
    {
        var image = ImageOf(builder);
        (image.Tag, image.SHA256) = (tag, null);
        return builder;
    }

    /// <summary>Sets the digest, in the place of a tag.</summary>
    public static IResourceBuilder<T> WithImageSHA256<T>(this IResourceBuilder<T> builder, string sha256)
        where T : ContainerResource
    {
        var image = ImageOf(builder);
        (image.Tag, image.SHA256) = (null, sha256);
        return builder;
    }

    /// <summary>Sets the registry; null for the runtime's own.</summary>
    public static IResourceBuilder<T> WithImageRegistry<T>(this IResourceBuilder<T> builder, string? registry)
        where T : ContainerResource
    {
        ImageOf(builder).Registry = registry;
        return builder;
    }

    private static (string Name, string? Tag, string? Digest) Parse(string image)
    {
        if (image.IndexOf('@', StringComparison.Ordinal) is >= 0 and var at)
        {
            return image[(at + 1)..].StartsWith(DigestKind, StringComparison.Ordinal)
                ? (image[..at], null, image[(at + 1 + DigestKind.Length)..])
                : throw new ArgumentOutOfRangeException(nameof(image), image, "invalid digest format");
        }

        // A colon before the last slash belongs to the registry's port.
        var colon = image.LastIndexOf(':');
        return colon > image.LastIndexOf('/') ? (image[..colon], image[(colon + 1)..], null) : (image, null, null);
    }

    private static ContainerImageAnnotation ImageOf<T>(IResourceBuilder<T> builder)
        where T : ContainerResource
        => builder.Resource.Annotations.OfType<ContainerImageAnnotation>().LastOrDefault()
            ?? throw new InvalidOperationException($"The resource '{builder.Resource.Name}' does not have a container image specified. Use WithImage to specify the container image and tag.");
}
