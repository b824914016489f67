using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.ApplicationModel;

/// <content>Declarations about a resource or those it is part of.</content>
public static partial class ResourceExtensions
{
    /// <summary>Whether there is a declaration of a type, here or on a resource this one is part of.</summary>
    public static bool HasAnnotationIncludingAncestorsOfType<T>(this IResource resource)
        where T : IResourceAnnotation
        => resource.TryGetAnnotationsIncludingAncestorsOfType<T>(out _);

    /// <summary>All declarations of a type, its own before those of the resources it is part of, if there are any.</summary>
    public static bool TryGetAnnotationsIncludingAncestorsOfType<T>(this IResource resource, [NotNullWhen(true)] out IEnumerable<T>? result)
        where T : IResourceAnnotation
    {
        var found = new List<T>();
        for (var current = resource; current is not null; current = (current as IResourceWithParent)?.Parent) found.AddRange(current.Annotations.OfType<T>());
        result = found.Count > 0 ? found : null;
        return result is not null;
    }
}
