namespace ChaosLab.Hosting.Faults.Guard;

/// <summary>Marks a resource as one of several instances of a critical service.</summary>
/// <param name="service">The name of the service, such as <c>web</c>.</param>
public sealed class InstanceAnnotation(string service) : IResourceAnnotation
{
    /// <summary>The name of the service.</summary>
    public string Service { get; } = service;
}
