using ChaosLab.Hosting.Faults;
using ChaosLab.Hosting.Faults.Guard;

namespace ChaosLab.Hosting;

/// <summary>Makes projects services of the lab.</summary>
public static class LabServiceExtensions
{
    // In hexadecimal, as the runtime reads it: 400 MiB, several times what a service of the shop needs.
    private const string HeapLimit = "0x19000000";

    /// <summary>Gives a project a fixed port on loopback, a health check, and what it must know of the lab.</summary>
    /// <param name="service">The project.</param>
    /// <param name="port">Its port; null means a free one. It keeps it over restarts.</param>
    /// <remarks>
    /// No proxy stands before the port: a dead service refuses connections, as it would in reality. Its heap has a hard limit: a
    /// service that takes more memory ends, and leaves the machine alone.
    /// </remarks>
    public static IResourceBuilder<ProjectResource> AsLabService(this IResourceBuilder<ProjectResource> service, int? port = null)
    {
        var lab = service.ApplicationBuilder.Lab();
        return service
            .WithHttpEndpoint(port: port ?? lab.Ports.Next(), name: "http", isProxied: false)
            .WithEnvironment("ASPNETCORE_ENVIRONMENT", "Development")
            .WithEnvironment("Lab__Profile", lab.ProfileName)
            .WithEnvironment("Lab__Token", lab.Token)
            .WithEnvironment("DOTNET_GCHeapHardLimit", HeapLimit)
            .WithAnnotation(new InjectableAnnotation())
            .WithHttpHealthCheck("/health");
    }

    /// <summary>Says that a service keeps a journal on disk, whose disk can be full.</summary>
    /// <param name="service">The service, which has the fault <c>disk-full</c> inside.</param>
    /// <param name="probePath">A path that callers post to, which writes a line; it answers 5xx while the disk is full.</param>
    /// <param name="probeBody">What is posted; <c>{key}</c> stands for a word that is new each time. It must do no harm.</param>
    public static IResourceBuilder<T> WithJournal<T>(this IResourceBuilder<T> service, string probePath, string probeBody)
        where T : IResourceWithEndpoints
        => service.WithAnnotation(new JournalAnnotation(probePath, probeBody));

    /// <summary>Lets a service be told to fail.</summary>
    /// <param name="service">The service.</param>
    /// <param name="path">
    /// Takes <c>PUT {"enabled":true,"forSeconds":4}</c> with the lab's bearer token, again and again while it is to fail: with
    /// <c>If-Match: *</c>, which is answered 412 when it does not fail any more. <c>GET</c> is answered <c>{"failMode":false}</c> then.
    /// </param>
    /// <param name="probePath">A path that callers post to; it answers 5xx while the service fails.</param>
    /// <param name="probeBody">What is posted: a request that may be repeated as often as wanted without harm.</param>
    public static IResourceBuilder<T> WithOutageSwitch<T>(this IResourceBuilder<T> service, string path, string probePath, string probeBody)
        where T : IResourceWithEndpoints
        => service.WithAnnotation(new OutageSwitchAnnotation(path, probePath, probeBody));

    /// <summary>Makes a resource one of those that a full outage stops.</summary>
    public static IResourceBuilder<T> InFullOutage<T>(this IResourceBuilder<T> resource) where T : IResource
        => resource.WithAnnotation(new FullOutageAnnotation());

    /// <summary>Tells the controller where the lab's bridge listens, and where the lab keeps its data.</summary>
    public static IResourceBuilder<T> WithLabBridge<T>(this IResourceBuilder<T> controller) where T : IResourceWithEnvironment
    {
        var lab = controller.ApplicationBuilder.Lab();
        return controller
            .WithAnnotation(new ControllerAnnotation())
            .WithEnvironment(context =>
            {
                context.EnvironmentVariables["Lab__BridgeUrl"] = lab.BridgeUrl ?? "";
                context.EnvironmentVariables["Lab__DataDirectory"] = lab.Directories.Data;
            });
    }
}
