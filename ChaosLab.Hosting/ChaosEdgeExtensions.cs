using System.Globalization;
using ChaosLab.Hosting.Edges;
using ChaosLab.Hosting.Faults;
using ChaosLab.Hosting.Faults.Guard;

namespace ChaosLab.Hosting;

/// <summary>Declares edges: references whose calls go over the fault proxy.</summary>
public static class ChaosEdgeExtensions
{
    private const string EdgeHost = "127.0.0.1";

    /// <summary>Makes a project the fault proxy of this lab; every edge is a listener of it.</summary>
    /// <param name="proxy">The project ChaosLab.Proxy, or one with its API.</param>
    /// <remarks>Call it before the first <c>WithChaosReference</c>. It is told all edges when it starts.</remarks>
    public static IResourceBuilder<ProjectResource> AsChaosProxy(this IResourceBuilder<ProjectResource> proxy)
    {
        var lab = proxy.ApplicationBuilder.Lab();
        lab.Edges.Proxy = proxy.Resource;
        lab.Edges.ApiPort = lab.Ports.Next();
        return proxy
            .WithHttpEndpoint(port: lab.Edges.ApiPort, name: "http", isProxied: false)
            .WithEnvironment("ASPNETCORE_ENVIRONMENT", "Development")
            .WithEnvironment("Proxy__Api", string.Create(CultureInfo.InvariantCulture, $"http://{EdgeHost}:{lab.Edges.ApiPort}"))
            .WithEnvironment("Proxy__Token", lab.Token)
            .WithEnvironment(context =>
            {
                for (var i = 0; i < lab.Edges.All.Count; i++) Describe(context, i, lab.Edges.All[i]);
            })
            .WithHttpHealthCheck("/health");
    }

    /// <summary>
    /// Makes a resource one of several instances of a critical service: they share the edges that they call over, a fault may disable
    /// half of them, and the service is a target of partitions.
    /// </summary>
    /// <param name="instance">The resource.</param>
    /// <param name="service">The name of the service, such as <c>web</c>; no resource has it.</param>
    public static IResourceBuilder<T> InstanceOf<T>(this IResourceBuilder<T> instance, string service) where T : IResource
    {
        var services = instance.ApplicationBuilder.Lab().Services;
        if (services.Find(known => known.Name == service) is not { } whole) services.Add(whole = new LabService(service));
        whole.Instances.Add(instance.Resource);
        return instance.WithAnnotation(new InstanceAnnotation(service));
    }

    /// <summary>Lets a resource find a service as <c>WithReference</c> does, but over an edge named <c>caller->service</c>.</summary>
    /// <param name="caller">Who calls; instances of one service share the edge.</param>
    /// <param name="service">Who is called; its endpoint <c>http</c> has a fixed port.</param>
    public static IResourceBuilder<T> WithChaosReference<T>(this IResourceBuilder<T> caller, IResourceBuilder<IResourceWithEndpoints> service)
        where T : IResourceWithEnvironment
    {
        return caller
            .WithEnvironment($"services__{service.Resource.Name}__http__0", HttpEdge(caller, service.Resource))
            .WithAnnotation(new NamedReferenceAnnotation(service.Resource.Name))
            .WithReferenceRelationship(service.Resource);
    }

    /// <summary>Lets a service export its telemetry to the lab as well, over an edge named <c>service->collector</c>.</summary>
    /// <param name="service">Who exports; instances of one service share the edge.</param>
    /// <param name="collector">Who takes OTLP over HTTP/protobuf at its endpoint <c>http</c>, whose port is fixed.</param>
    public static IResourceBuilder<T> WithLabTelemetry<T>(this IResourceBuilder<T> service, IResourceBuilder<IResourceWithEndpoints> collector)
        where T : IResourceWithEnvironment
        => service
            .WithEnvironment("CHAOSLAB_OTLP_ENDPOINT", HttpEdge(service, collector.Resource))
            .WithReferenceRelationship(collector.Resource);

    /// <summary>Lets a resource find a store as <c>WithReference</c> does, but over an edge named <c>caller->store</c>.</summary>
    /// <param name="caller">Who calls; instances of one service share the edge.</param>
    /// <param name="store">A Redis, a Postgres server, or a database of one: the edge is to the server.</param>
    public static IResourceBuilder<T> WithChaosReference<T>(this IResourceBuilder<T> caller, IResourceBuilder<IResourceWithConnectionString> store)
        where T : IResourceWithEnvironment
    {
        var server = store.Resource is IResourceWithParent { Parent: var parent } ? parent : store.Resource;
        var edge = Edge(caller, server, StoreProtocol.Of(server));
        return caller
            .WithEnvironment(async context =>
            {
                var own = await store.Resource.GetConnectionStringAsync(context.CancellationToken)
                    ?? throw new ChaosLabException($"'{store.Resource.Name}' has no connection string.");
                context.EnvironmentVariables[$"ConnectionStrings__{store.Resource.Name}"] = EdgeConnectionString.Through(edge.Protocol, own, edge.ListenPort);
            })
            .WithReferenceRelationship(store.Resource);
    }

    private static string HttpEdge<T>(IResourceBuilder<T> caller, IResource to) where T : IResource
        => string.Create(CultureInfo.InvariantCulture, $"http://{EdgeHost}:{Edge(caller, to, EdgeProtocol.Http).ListenPort}");

    private static EdgeResource Edge<T>(IResourceBuilder<T> caller, IResource to, EdgeProtocol protocol) where T : IResource
    {
        var lab = caller.ApplicationBuilder.Lab();
        var from = caller.Resource.TryGetLastAnnotation<InstanceAnnotation>(out var instance) ? instance.Service : caller.Resource.Name;
        return lab.Edges.Between(lab, caller.ApplicationBuilder, caller.Resource, from, to, protocol);
    }

    private static void Describe(EnvironmentCallbackContext context, int index, EdgeResource edge)
    {
        var prefix = string.Create(CultureInfo.InvariantCulture, $"Proxy__Edges__{index}__");
        context.EnvironmentVariables[prefix + "Name"] = edge.EdgeName;
        context.EnvironmentVariables[prefix + "From"] = edge.From;
        context.EnvironmentVariables[prefix + "To"] = edge.To.Name;
#pragma warning disable CA1308 // The proxy's words are in lower case.
        context.EnvironmentVariables[prefix + "Protocol"] = edge.Protocol.ToString().ToLowerInvariant();
#pragma warning restore CA1308
        context.EnvironmentVariables[prefix + "Listen"] = string.Create(CultureInfo.InvariantCulture, $"{EdgeHost}:{edge.ListenPort}");
        context.EnvironmentVariables[prefix + "Upstream"] = string.Create(CultureInfo.InvariantCulture, $"{EdgeHost}:{edge.UpstreamPort}");
    }
}
