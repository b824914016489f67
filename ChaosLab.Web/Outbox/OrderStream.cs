using ChaosLab.ServiceDefaults;
using StackExchange.Redis;

namespace ChaosLab.Web.Outbox;

/// <summary>The Redis stream that carries order events.</summary>
internal sealed class OrderStream(IConnectionMultiplexer redis, [FromKeyedServices(OrderStream.Dependency)] Dependency cache)
{
    /// <summary>The dependency's name.</summary>
    public const string Dependency = "cache";

    /// <summary>The stream's key.</summary>
    public const string Key = "shop:orders";

    // Analytics reads within seconds; this only bounds Redis' memory should nobody read.
    private const string ApproximateLength = "100000";

    /// <summary>Appends the events; some may be there twice after a failure.</summary>
    /// <exception cref="DependencyException">Redis did not take them all, or not in time.</exception>
    public async Task AppendAsync(IReadOnlyList<OrderEvent> events, CancellationToken cancellationToken) =>
        await cache.CallAsync("append events", async _ =>
        {
            var database = redis.GetDatabase();
            await Task.WhenAll(events.Select(e => database.ExecuteAsync("XADD", Arguments(e))));
            return events.Count;
        }, idempotent: true, cancellationToken);

    private static object[] Arguments(OrderEvent e) => [Key, "MAXLEN", "~", ApproximateLength, "*", .. e.Fields];
}
