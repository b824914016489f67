using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Finds the resources that a value stands for or is made of.</summary>
internal static class References
{
    public static IReadOnlyCollection<IResource> Of(object value)
    {
        var found = new HashSet<IResource>(ReferenceEqualityComparer.Instance);
        Walk(value, new HashSet<object>(ReferenceEqualityComparer.Instance), found);
        return found;
    }

    private static void Walk(object value, HashSet<object> seen, HashSet<IResource> found)
    {
        if (!seen.Add(value)) return;

        if (value is IResource resource) found.Add(resource);
        else if (value is IResourceBuilder<IResource> builder) found.Add(builder.Resource);
        else if (value is IValueWithReferences { References: var references })
        {
            foreach (var reference in references) Walk(reference, seen, found);
        }
    }
}
