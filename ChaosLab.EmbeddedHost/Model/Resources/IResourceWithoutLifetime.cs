namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that is neither started nor stopped.</summary>
public interface IResourceWithoutLifetime : IResource;
