using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using ChaosLab.EmbeddedHost.Processes;

namespace ChaosLab.EmbeddedHost.Orchestration;

/// <summary>Gives each endpoint its port, once: it stays the same however often the resource is started.</summary>
/// <remarks>There is no proxy before a process: it listens on the public port itself.</remarks>
internal sealed class EndpointAllocator(bool randomizePorts)
{
    public void Allocate(IResource resource)
    {
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>().ToArray())
        {
            if (endpoint.AllocatedEndpoint is not null) continue;
            var port = resource is ContainerResource ? OfContainer(resource, endpoint) : OfProcess(resource, endpoint);
            var target = (endpoint.TargetPort ?? port).ToString(CultureInfo.InvariantCulture);
            endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", port, target);
        }
    }

    private int OfProcess(IResource resource, EndpointAnnotation endpoint)
    {
        if (Fixed(endpoint) is { } port && endpoint.TargetPort is { } target && port != target)
        {
            throw new StartFailedException(
                $"Endpoint '{endpoint.Name}' of '{resource.Name}' asks for port {port} before target port {target}; this host has no proxy. Give both the same number, or leave one out.");
        }

        return endpoint.TargetPort ?? Fixed(endpoint) ?? FreePorts.Take();
    }

    private int OfContainer(IResource resource, EndpointAnnotation endpoint)
    {
        if (endpoint.TargetPort is null && endpoint.Port is null)
            throw new StartFailedException($"Endpoint '{endpoint.Name}' of container '{resource.Name}' has no target port. State the port it listens on inside the container.");

        return Fixed(endpoint) ?? FreePorts.Take();
    }

    private int? Fixed(EndpointAnnotation endpoint) => randomizePorts && endpoint.IsProxied ? null : endpoint.Port;
}
