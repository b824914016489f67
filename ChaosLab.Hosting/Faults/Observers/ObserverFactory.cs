using ChaosLab.Hosting.Faults.Observers.Services;
using ChaosLab.Hosting.Gateway;
using ChaosLab.Hosting.Infrastructure.Postgres;
using ChaosLab.Hosting.Infrastructure.Redis;
using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Faults.Observers;

/// <summary>Chooses how a target is looked at.</summary>
internal sealed class ObserverFactory(ResourceMonitor monitor) : IDisposable
{
    private readonly HttpMessageInvoker _http = new(new CanaryHandler
    {
        InnerHandler = new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            PooledConnectionLifetime = TimeSpan.Zero,
            ActivityHeadersPropagator = null,
        },
    });

    /// <summary>The observer of a resource as a whole.</summary>
    public IObserver Of(IResource resource) => resource switch
    {
        RedisProcessResource or RedisResource => new RedisObserver((IResourceWithConnectionString)resource),
        PostgresProcessResource or PostgresServerResource => new PostgresObserver((IResourceWithConnectionString)resource),
        IResourceWithEndpoints endpoints when Http(endpoints) is { } http => resource.HasAnnotationOfType<PartitionAnnotation>()
            // What the shop behind answers is not the gateway's doing.
            ? new HttpObserver(_http, http, HaProxyConfiguration.AlivePath, _ => true)
            : new HttpObserver(_http, http, "/alive", response => (int)response.StatusCode < 500),
        IResourceWithEndpoints endpoints when endpoints.GetEndpoints().FirstOrDefault() is { } tcp => new TcpObserver(tcp),
        _ => new StateObserver(monitor, resource),
    };

    /// <summary>The observer of a service that may be told to fail.</summary>
    public IObserver Outage(IResourceWithEndpoints service, OutageSwitchAnnotation outage)
        => new OutageObserver(_http, Http(service) ?? throw NoHttp(service), outage);

    /// <summary>The observer of the shop behind a gateway: well is any answer of a service, and a 5xx is none.</summary>
    public IObserver Through(IResourceWithEndpoints gateway)
        => new HttpObserver(_http, Http(gateway) ?? throw NoHttp(gateway), "/alive", response => (int)response.StatusCode < 500);

    /// <summary>One request to a service, past all edges.</summary>
    public ServiceProbe Probe(IResourceWithEndpoints service, HttpMethod method, string path)
        => new(_http, Http(service) ?? throw NoHttp(service), method, path);

    public void Dispose() => _http.Dispose();

    private static EndpointReference? Http(IResourceWithEndpoints resource)
        => resource.GetEndpoints().FirstOrDefault(endpoint => endpoint.IsHttp);

    private static FaultRefusedException NoHttp(IResource resource)
        => new(Refusal.Invalid, $"'{resource.Name}' has no http endpoint.");
}
