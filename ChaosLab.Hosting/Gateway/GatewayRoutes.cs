namespace ChaosLab.Hosting.Gateway;

/// <summary>Says where a gateway sends requests.</summary>
public sealed class GatewayRoutes
{
    private readonly List<(string Name, string[] Paths, IResourceBuilder<IResourceWithEndpoints>[] Servers)> _routes = [];

    /// <summary>Sends these paths, and everything below them, to a service.</summary>
    /// <param name="service">The service; its endpoint <c>http</c> is used, and its <c>/health</c> is checked.</param>
    /// <param name="paths">Paths such as <c>/products</c>.</param>
    public GatewayRoutes Path(IResourceBuilder<IResourceWithEndpoints> service, params string[] paths)
    {
        if (paths.Length == 0) throw new ArgumentException("A route needs a path.", nameof(paths));
        _routes.Add((service.Resource.Name, paths, [service]));
        return this;
    }

    /// <summary>Sends everything else to the instances of a service, in turn.</summary>
    /// <param name="name">What the instances are called together.</param>
    /// <param name="instances">The instances; one that does not run is left out until it does.</param>
    public GatewayRoutes Rest(string name, params IResourceBuilder<IResourceWithEndpoints>[] instances)
    {
        _routes.Add((name, [], instances));
        return this;
    }

    internal IEnumerable<IResourceWithEndpoints> Services => _routes.SelectMany(route => route.Servers).Select(server => server.Resource);

    /// <summary>The routes with addresses.</summary>
    /// <param name="address">The name of this machine as the gateway sees it.</param>
    /// <param name="portOf">The port that leads to a service.</param>
    internal IReadOnlyList<GatewayRoute> Resolve(string address, Func<IResource, int> portOf)
        => [.. _routes.Select(route => new GatewayRoute(
            route.Name, route.Paths, [.. route.Servers.Select(server => new GatewayServer(server.Resource.Name, address, portOf(server.Resource)))]))];
}
