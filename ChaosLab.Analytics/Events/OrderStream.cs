using ChaosLab.ServiceDefaults;
using StackExchange.Redis;

namespace ChaosLab.Analytics.Events;

/// <summary>The stream <c>shop:orders</c> in Redis. It is polled: a blocking read would hold up the shared connection.</summary>
internal sealed class OrderStream(IConnectionMultiplexer redis, [FromKeyedServices(OrderStream.Dependency)] Dependency cache) : IOrderStream
{
    /// <summary>The dependency's name, as <c>/health</c> shows it.</summary>
    public const string Dependency = "cache";

    private static readonly RedisKey Key = "shop:orders";

    public async Task<IReadOnlyList<StreamEntry>> ReadAfterAsync(StreamId position, int count, CancellationToken cancellationToken) =>
        await cache.CallAsync("read events", async _ => StreamReply.OfRead(
                await redis.GetDatabase().ExecuteAsync("XREAD", "COUNT", count, "STREAMS", Key, position.ToString())),
            idempotent: true, cancellationToken);

    public async Task<StreamId?> FindNewestAsync(CancellationToken cancellationToken) =>
        await cache.CallAsync("find newest event", async _ => StreamReply.OfRange(
                await redis.GetDatabase().ExecuteAsync("XREVRANGE", Key, "+", "-", "COUNT", 1)) is [var newest] ? newest.Id : (StreamId?)null,
            idempotent: true, cancellationToken);
}
