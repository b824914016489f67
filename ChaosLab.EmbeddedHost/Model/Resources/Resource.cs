namespace Aspire.Hosting.ApplicationModel;

/// <summary>The base of resources.</summary>
public abstract class Resource : IResource
{
    /// <summary>Makes a resource.</summary>
    /// <param name="name">1 to 64 ASCII letters, digits and single hyphens; starts with a letter, ends with no hyphen.</param>
    /// <exception cref="ArgumentException">The name is none.</exception>
    protected Resource(string name)
    {
        ResourceNames.Check(name);
        Name = name;
    }

    /// <inheritdoc />
    public virtual string Name { get; }

    /// <inheritdoc />
    public virtual ResourceAnnotationCollection Annotations { get; } = [];
}
