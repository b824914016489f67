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

    // Beside the stream and without an expiry, so that it is lost when the stream is, and only then.
    private const string MarkKey = "shop:orders:mark";

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

    /// <summary>The mark of the data that Redis holds now; data without one, which are new, are given <paramref name="mark"/>.</summary>
    /// <exception cref="DependencyException">Redis does not answer.</exception>
    public async Task<Guid> MarkAsync(Guid mark, CancellationToken cancellationToken) =>
        await cache.CallAsync("mark stream", async _ =>
        {
            var database = redis.GetDatabase();
            if (await FindMarkAsync(database) is { } found)
                return found;

            // Another instance may be quicker. When the mark is lost at once, the next look finds another one.
            await database.ExecuteAsync("SET", MarkKey, mark.ToString("D"), "NX");
            return await FindMarkAsync(database) ?? mark;
        }, idempotent: true, cancellationToken);

    private static async Task<Guid?> FindMarkAsync(IDatabase database) =>
        Guid.TryParse((string?)await database.ExecuteAsync("GET", MarkKey), out var mark) ? mark : null;

    private static object[] Arguments(OrderEvent e) => [Key, "MAXLEN", "~", ApproximateLength, "*", .. e.Fields];
}
