namespace Aspire.Hosting.ApplicationModel;

/// <summary>A path or volume in a container.</summary>
/// <param name="source">A host path or a volume's name; null for an anonymous volume.</param>
/// <param name="target">The path in the container.</param>
/// <param name="type">Path or volume.</param>
/// <param name="isReadOnly">Whether the container may not write.</param>
public sealed class ContainerMountAnnotation(string? source, string target, ContainerMountType type, bool isReadOnly) : IResourceAnnotation
{
    /// <summary>A host path or a volume's name; null for an anonymous volume.</summary>
    public string? Source { get; } = source;

    /// <summary>The path in the container.</summary>
    public string Target { get; } = target;

    /// <summary>Path or volume.</summary>
    public ContainerMountType Type { get; } = type;

    /// <summary>Whether the container may not write.</summary>
    public bool IsReadOnly { get; } = isReadOnly;
}
