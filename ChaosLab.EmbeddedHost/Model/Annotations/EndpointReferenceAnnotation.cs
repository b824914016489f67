namespace Aspire.Hosting.ApplicationModel;

/// <summary>The endpoints of another resource that a resource refers to.</summary>
internal sealed class EndpointReferenceAnnotation(IResourceWithEndpoints resource) : IResourceAnnotation
{
    public IResourceWithEndpoints Resource { get; } = resource;

    public bool UseAllEndpoints { get; set; }

    public ISet<string> EndpointNames { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    public bool Includes(EndpointReference endpoint)
        => EndpointNames.Contains(endpoint.EndpointName) || (UseAllEndpoints && !endpoint.ExcludeReferenceEndpoint);
}
