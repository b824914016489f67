namespace ChaosLab.ServiceDefaults.StandIns;

/// <summary>Sends requests where the configuration says.</summary>
internal sealed class ServiceDiscoveryHandler(ConfiguredServices services) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is { } uri) request.RequestUri = services.Resolve(uri);
        return base.SendAsync(request, cancellationToken);
    }
}
