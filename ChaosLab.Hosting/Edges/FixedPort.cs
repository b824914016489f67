namespace ChaosLab.Hosting.Edges;

/// <summary>The loopback port of a resource that keeps it over restarts.</summary>
internal static class FixedPort
{
    /// <summary>The port of the endpoint <c>http</c>, or else of the first one; known although the resource may never start.</summary>
    /// <exception cref="ChaosLabException">It has no endpoint with a fixed port.</exception>
    public static int Of(IResource resource)
    {
        var endpoints = (resource as IResourceWithEndpoints)?.GetEndpoints().ToArray() ?? [];
        var endpoint = endpoints.FirstOrDefault(candidate => candidate.EndpointName == "http") ?? endpoints.FirstOrDefault();
        return endpoint is { Exists: true, EndpointAnnotation.Port: { } port }
            ? port
            : throw new ChaosLabException($"'{resource.Name}' has no endpoint with a fixed port, which an edge to it needs.");
    }
}
