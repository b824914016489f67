using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChaosLab.Hosting.Infrastructure.Redis;

/// <summary>Healthy when PING is answered.</summary>
internal sealed class RedisHealthCheck(RedisPing ping) : IHealthCheck
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            await ping.SendAsync(limit.Token);
            return HealthCheckResult.Healthy();
        }
        catch (Exception error) when (error is IOException or System.Net.Sockets.SocketException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return HealthCheckResult.Unhealthy(error is OperationCanceledException ? $"no PONG within {Limit.TotalSeconds:0} s" : error.Message);
        }
    }
}
