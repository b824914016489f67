using ChaosLab.Hosting.Edges;
using ChaosLab.Hosting.Faults;
using ChaosLab.Hosting.Gateway;
using ChaosLab.Hosting.Infrastructure;
using ChaosLab.Hosting.Resources;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChaosLab.Hosting;

/// <summary>Adds a load balancer, as a container or as a program of this machine.</summary>
public static class LabGatewayExtensions
{
    private const string Endpoint = "http";
    private const string ContainerConfiguration = "/usr/local/etc/haproxy";
    private const int ContainerPort = 8080;

    // The system allows 107 characters, and HAProxy adds some of its own while it starts.
    private const int LongestSocketPath = 90;

    /// <summary>Adds an HAProxy that customers come in by.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="port">The port it listens on.</param>
    /// <param name="configure">Says where requests go.</param>
    public static IResourceBuilder<IResourceWithEndpoints> AddHaProxyGateway(
        this IDistributedApplicationBuilder builder, string name, int port, Action<GatewayRoutes> configure)
    {
        var lab = builder.Lab();
        var routes = new GatewayRoutes();
        configure(routes);
        var directory = lab.DataDirectoryOf(name);
        var ports = new Dictionary<IResource, int>();
        IResourceBuilder<IResourceWithEndpoints> gateway = lab.Infrastructure.Programs is { } programs
            ? AddProcess(builder, name, port, routes, service => ports[service], directory, programs.HAProxy!)
            : AddContainer(builder, lab, name, port, routes, service => ports[service], directory);

        foreach (var service in routes.Services)
        {
            gateway.WithReferenceRelationship(service);

            // Over an edge of its own to each service, where the lab has a proxy to carry it.
            ports[service] = lab.Edges.Proxy is null
                ? FixedPort.Of(service)
                : lab.Edges.Between(lab, builder, gateway.Resource, name, service, EdgeProtocol.Http).ListenPort;
        }

        return gateway
            .WithHttpHealthCheck(HaProxyConfiguration.AlivePath)
            .WithAnnotation(new PartitionAnnotation());
    }

    private static IResourceBuilder<HaProxyProcessResource> AddProcess(
        IDistributedApplicationBuilder builder, string name, int port, GatewayRoutes routes, Func<IResource, int> portOf, string directory, string program)
    {
        var file = Path.Combine(directory, "haproxy.cfg");
        var socket = Path.Combine(directory, "stats.sock") is { Length: <= LongestSocketPath } path ? path : null;
        return builder.AddResource(new HaProxyProcessResource(name, program, directory))
            .WithArgs("-db", "-f", file)
            .WithHttpEndpoint(port: port, name: Endpoint, isProxied: false)
            .OnBeforeResourceStarted(async (gateway, starting, ct) =>
            {
                PrivateFile.Write(file, HaProxyConfiguration.Write(new GatewayPlan("127.0.0.1", port, socket, routes.Resolve("127.0.0.1", portOf))));
                var check = await ProgramRun.RunAsync(program, ["-c", "-f", file], TimeSpan.FromSeconds(10), ct);
                if (check.Succeeded) return;
                starting.Services.GetRequiredService<ResourceLoggerService>().GetLogger(gateway)
                    .LogError("HAProxy refuses {File}: {Complaint}", file, check.Complaint);
                throw new ChaosLabException($"HAProxy refuses its configuration {file}: {check.Complaint}");
            });
    }

    private static IResourceBuilder<ContainerResource> AddContainer(
        IDistributedApplicationBuilder builder, LabResource lab, string name, int port, GatewayRoutes routes, Func<IResource, int> portOf, string directory)
    {
        // Services listen on this machine's loopback. On Linux a container gets there by sharing the network; elsewhere
        // the engine runs in a virtual machine with a name for the host.
        var shared = OperatingSystem.IsLinux();
        var bound = shared ? ("127.0.0.1", port) : ("*", ContainerPort);
        var address = shared ? "127.0.0.1" : "host.docker.internal";
        var image = lab.Options.HAProxyImage;
        var container = builder.AddContainer(name, image[..image.LastIndexOf(':')], image[(image.LastIndexOf(':') + 1)..])
            .WithLabImage(image)
            .WithBindMount(directory, ContainerConfiguration, isReadOnly: true)
            // As a container's first process HAProxy hears signals only as a master of workers; SIGTERM ends it at once.
            .WithArgs("-W", "-db", "-f", ContainerConfiguration + "/haproxy.cfg")
            .WithContainerRuntimeArgs("--stop-signal", "SIGTERM")
            .WithHttpEndpoint(port: port, targetPort: shared ? port : ContainerPort, name: Endpoint, isProxied: false)
            .OnBeforeResourceStarted((_, _, _) =>
            {
                var file = Path.Combine(directory, "haproxy.cfg");
                File.WriteAllText(file, HaProxyConfiguration.Write(new GatewayPlan(bound.Item1, bound.Item2, null, routes.Resolve(address, portOf))));
                OpenToContainerUser(directory, file);
                return Task.CompletedTask;
            });
        return shared ? container.WithContainerRuntimeArgs("--network", "host") : container;
    }

    // The image's own user reads the file; it holds no secret.
    private static void OpenToContainerUser(string directory, string file)
    {
        if (OperatingSystem.IsWindows()) return;
        const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        File.SetUnixFileMode(file, Readable);
        File.SetUnixFileMode(directory, Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
    }
}
