using ChaosLab.Hosting.Infrastructure.Redis;

namespace ChaosLab.Hosting.Faults.Observers;

/// <summary>PING.</summary>
internal sealed class RedisObserver(IResourceWithConnectionString redis) : IObserver
{
    public async Task<bool> IsWellAsync(CancellationToken ct)
    {
        if (await redis.GetConnectionStringAsync(ct) is not { } connectionString) return false;
        await RedisPing.Parse(connectionString).SendAsync(ct);
        return true;
    }
}
