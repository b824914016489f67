namespace ChaosLab.Hosting.Faults;

/// <summary>Marks a resource that finds a service by its name.</summary>
/// <param name="service">The name.</param>
internal sealed class NamedReferenceAnnotation(string service) : IResourceAnnotation
{
    /// <summary>The name of the service that is found.</summary>
    public string Service { get; } = service;
}
