using ChaosLab.ServiceDefaults;
using StackExchange.Redis;

namespace ChaosLab.Catalog.Reading;

/// <summary>Copies in Redis, shared by all instances. Nothing fails when Redis does: then there simply is no copy.</summary>
internal sealed class SharedCopies(IConnectionMultiplexer redis, [FromKeyedServices(SharedCopies.Dependency)] Dependency cache)
{
    /// <summary>The dependency's name, as <c>/health</c> shows it.</summary>
    public const string Dependency = "cache";

    /// <summary>The copy, or null.</summary>
    public async Task<byte[]?> FindAsync(string key) =>
        await cache.CallAsync("read copy", async _ => (byte[]?)await redis.GetDatabase().StringGetAsync(key),
            fallback: _ => null, idempotent: true, CancellationToken.None);

    /// <summary>Keeps a copy, in the background: no reader waits for it.</summary>
    public void Keep(string key, byte[] body, TimeSpan duration) => _ = KeepAsync(key, body, duration);

    private async Task KeepAsync(string key, byte[] body, TimeSpan duration)
    {
        try
        {
            await cache.CallAsync("keep copy", async _ => await redis.GetDatabase().StringSetAsync(key, body, duration),
                idempotent: true, CancellationToken.None);
        }
        catch (DependencyException)
        {
            // The dependency reports itself; the next reader brings the copy.
        }
    }
}
