using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

/// <summary>Healthy when a GET of an endpoint answers with the expected status within 3 s.</summary>
internal sealed class HttpEndpointHealthCheck(EndpointReference endpoint, string path, int status) : IHealthCheck
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler
    {
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        AllowAutoRedirect = false,
        ActivityHeadersPropagator = null,
        UseProxy = false,
    })
    {
        Timeout = TimeSpan.FromSeconds(3),
    };

    public string Path { get; } = path;

    public int Status { get; } = status;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!endpoint.IsAllocated) return HealthCheckResult.Unhealthy("The address is not known yet.");
        try
        {
            using var response = await Client.GetAsync(new Uri(new Uri(endpoint.Url), Path), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return (int)response.StatusCode == Status
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"{Path} answered {(int)response.StatusCode}, not {Status}.");
        }
        catch (HttpRequestException error)
        {
            return HealthCheckResult.Unhealthy($"{Path} did not answer: {error.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy($"{Path} did not answer within {Client.Timeout.TotalSeconds:0} s.");
        }
    }
}
