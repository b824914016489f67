using System.Collections.ObjectModel;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The annotations of a resource; may be read while another thread adds to it.</summary>
public sealed class ResourceAnnotationCollection : Collection<IResourceAnnotation>
{
    /// <summary>Makes an empty collection.</summary>
    public ResourceAnnotationCollection()
        : base(new SnapshotList<IResourceAnnotation>())
    {
    }
}
