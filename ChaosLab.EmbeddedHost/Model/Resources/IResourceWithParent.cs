namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that is part of another.</summary>
public interface IResourceWithParent : IResource
{
    /// <summary>The other.</summary>
    IResource Parent { get; }
}

/// <summary>A resource that is part of another of a known kind.</summary>
/// <typeparam name="T">The kind of the parent.</typeparam>
public interface IResourceWithParent<out T> : IResourceWithParent
    where T : IResource
{
    /// <summary>The other.</summary>
    new T Parent { get; }

    IResource IResourceWithParent.Parent => Parent;
}
