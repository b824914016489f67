using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <content>Endpoints.</content>
public static partial class ResourceBuilderExtensions
{
    /// <summary>Changes an endpoint, or declares it.</summary>
    public static IResourceBuilder<T> WithEndpoint<T>(
        this IResourceBuilder<T> builder, [EndpointName] string endpointName, Action<EndpointAnnotation> callback, bool createIfNotExists = true)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(callback);
        var endpoint = Find(builder.Resource, endpointName);
        if (endpoint is null)
        {
            if (!createIfNotExists) return builder;
            endpoint = new EndpointAnnotation(ProtocolType.Tcp, name: endpointName);
            builder.WithAnnotation(endpoint);
        }

        callback(endpoint);
        return builder;
    }

    /// <summary>Declares an endpoint, or changes what is given of the one with its name.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="port">The port that callers use; a free one if none is given.</param>
    /// <param name="targetPort">The port that the resource itself listens on.</param>
    /// <param name="scheme">The scheme of its URLs.</param>
    /// <param name="name">Its name; the scheme if none is given.</param>
    /// <param name="env">The variable that tells the resource its port.</param>
    /// <param name="isProxied">Whether a proxy may stand before it; in this host none ever does.</param>
    /// <param name="isExternal">Whether it is meant for callers from outside.</param>
    /// <param name="protocol">TCP or UDP.</param>
    public static IResourceBuilder<T> WithEndpoint<T>(
        this IResourceBuilder<T> builder,
        int? port = null,
        int? targetPort = null,
        string? scheme = null,
        [EndpointName] string? name = null,
        string? env = null,
        bool? isProxied = null,
        bool? isExternal = null,
        ProtocolType? protocol = null)
        where T : IResourceWithEndpoints
    {
        var transport = protocol ?? ProtocolType.Tcp;
        var endpoint = Find(builder.Resource, name ?? scheme ?? transport.ToString().ToLowerInvariant());
        if (endpoint is null)
        {
            endpoint = new EndpointAnnotation(transport, scheme, null, name, port, targetPort, isExternal, isProxied);
            builder.WithAnnotation(endpoint);
        }
        else
        {
            endpoint.Port = port ?? endpoint.Port;
            endpoint.TargetPort = targetPort ?? endpoint.TargetPort;
            endpoint.IsExternal = isExternal ?? endpoint.IsExternal;
            endpoint.IsExplicitlyProxied = isProxied ?? endpoint.IsExplicitlyProxied;
        }

        TellTargetPort(builder.Resource, endpoint, env);
        return builder;
    }

    /// <summary>Declares an http endpoint.</summary>
    public static IResourceBuilder<T> WithHttpEndpoint<T>(
        this IResourceBuilder<T> builder,
        int? port = null,
        int? targetPort = null,
        [EndpointName] string? name = null,
        string? env = null,
        bool? isProxied = null)
        where T : IResourceWithEndpoints
        => builder.WithEndpoint(port, targetPort, "http", name, env, isProxied, isExternal: null, protocol: null);

    /// <summary>Declares an https endpoint.</summary>
    public static IResourceBuilder<T> WithHttpsEndpoint<T>(
        this IResourceBuilder<T> builder,
        int? port = null,
        int? targetPort = null,
        [EndpointName] string? name = null,
        string? env = null,
        bool? isProxied = null)
        where T : IResourceWithEndpoints
        => builder.WithEndpoint(port, targetPort, "https", name, env, isProxied, isExternal: null, protocol: null);

    /// <summary>Marks the http and https endpoints as meant for callers from outside.</summary>
    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEndpoints
    {
        foreach (var endpoint in builder.Resource.Annotations.OfType<EndpointAnnotation>())
        {
            if (endpoint.UriScheme is "http" or "https") endpoint.IsExternal = true;
        }

        return builder;
    }

    /// <summary>A reference to an endpoint, declared before or after.</summary>
    public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, [EndpointName] string name)
        where T : IResourceWithEndpoints
        => builder.Resource.GetEndpoint(name);

    /// <summary>A reference to an endpoint, as seen from a network.</summary>
    public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, [EndpointName] string name, NetworkIdentifier contextNetworkId)
        where T : IResourceWithEndpoints
        => builder.Resource.GetEndpoint(name, contextNetworkId);

    /// <summary>The endpoint that HTTP is spoken with: https if there is one, else http.</summary>
    /// <exception cref="DistributedApplicationException">There is none, or it is not for HTTP.</exception>
    internal static EndpointReference HttpEndpointOf(IResourceWithEndpoints resource, string what, string? endpointName = null)
    {
        string[] names = endpointName is null ? ["https", "http"] : [endpointName];
        var endpoint = names.Select(resource.GetEndpoint).FirstOrDefault(candidate => candidate.Exists)
            ?? throw new DistributedApplicationException(
                $"Could not create {what} for resource '{resource.Name}' as no endpoint was found matching one of the specified names: {string.Join(", ", names)}");
        return CheckHttp(endpoint, resource, what);
    }

    internal static EndpointReference CheckHttp(EndpointReference? endpoint, IResource resource, string what)
    {
        if (endpoint is null)
            throw new DistributedApplicationException($"Could not create {what} for resource '{resource.Name}' as the endpoint selector returned null.");

        return endpoint.IsHttp || endpoint.IsHttps
            ? endpoint
            : throw new DistributedApplicationException(
                $"Could not create {what} for resource '{resource.Name}' as the endpoint with name '{endpoint.EndpointName}' and scheme '{endpoint.Scheme}' is not an HTTP endpoint.");
    }

    private static EndpointAnnotation? Find(IResource resource, string endpointName)
        => resource.Annotations.OfType<EndpointAnnotation>()
            .FirstOrDefault(endpoint => string.Equals(endpoint.Name, endpointName, StringComparison.OrdinalIgnoreCase));

    private static void TellTargetPort(IResourceWithEndpoints resource, EndpointAnnotation endpoint, string? variable)
    {
        if (variable is null || resource is not IResourceWithEnvironment) return;

        var isTold = endpoint.TargetPortVariable is not null;
        endpoint.TargetPortVariable = variable;
        if (isTold) return;

        var port = new EndpointReference(resource, endpoint).Property(EndpointProperty.TargetPort);
        resource.Annotations.Add(new EnvironmentCallbackAnnotation(context => { context.EnvironmentVariables[endpoint.TargetPortVariable] = port; }));
    }
}
