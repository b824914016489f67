using Aspire.Hosting.ApplicationModel;
using ChaosLab.EmbeddedHost.Processes;

namespace ChaosLab.EmbeddedHost.Orchestration;

/// <summary>Finds out before the start whether somebody else sits on a port of the resource: its own message would rarely say so plainly.</summary>
internal static class FixedPorts
{
    // A predecessor, or a client's connection, may still be leaving.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public static async Task CheckAsync(IResource resource, CancellationToken cancellationToken)
    {
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
        {
            if (endpoint.Protocol != System.Net.Sockets.ProtocolType.Tcp || endpoint.AllocatedEndpoint is not { } allocated) continue;

            var port = resource is ContainerResource ? allocated.Port : endpoint.TargetPort ?? allocated.Port;
            var since = TimeProvider.System.GetTimestamp();
            while (FreePorts.IsTaken(port))
            {
                if (TimeProvider.System.GetElapsedTime(since) > Patience)
                {
                    throw new StartFailedException(
                        $"Port {port} of '{resource.Name}' (endpoint '{endpoint.Name}') is taken by another program. End that program, or configure another port for '{resource.Name}'.");
                }

                await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
            }
        }
    }
}
