using System.Globalization;
using StackExchange.Redis;

namespace ChaosLab.Payment.Fraud;

/// <summary>The customers' features in Redis: hash <c>fraud:customer:{customer}</c>.</summary>
/// <remarks>
/// Fields: <c>account_age_days</c> (at the time <c>as_of</c>, Unix seconds; without <c>as_of</c>: now) and <c>transactions</c>.
/// </remarks>
internal sealed class FeatureStore(IConnectionMultiplexer redis, TimeProvider time)
{
    /// <summary>The name of the dependency on Redis, as <c>/health</c> shows it.</summary>
    public const string Dependency = "cache";

    private static readonly RedisValue Age = "account_age_days";
    private static readonly RedisValue AsOf = "as_of";
    private static readonly RedisValue Transactions = "transactions";

    /// <summary>The customer's features; null when there are none.</summary>
    public async ValueTask<CustomerFeatures?> FindAsync(string customer)
    {
        var values = await redis.GetDatabase().HashGetAsync(Key(customer), [Age, AsOf, Transactions]);
        if (Number(values[0]) is not { } age || Number(values[2]) is not { } transactions)
            return null;

        var sinceThen = Number(values[1]) is { } asOf ? (Now - asOf) / TimeSpan.SecondsPerDay : 0;
        return new(Math.Max(0, age + sinceThen), (long)Math.Max(0, transactions));
    }

    /// <summary>Counts one more charge; a customer not seen before is new today.</summary>
    public async ValueTask CountAsync(string customer)
    {
        var database = redis.GetDatabase();
        var key = Key(customer);
        await Task.WhenAll(
            database.HashSetAsync(key, Age, 0, When.NotExists),
            database.HashSetAsync(key, AsOf, Now, When.NotExists),
            database.HashIncrementAsync(key, Transactions));
    }

    private long Now => time.GetUtcNow().ToUnixTimeSeconds();

    private static RedisKey Key(string customer) => "fraud:customer:" + customer;

    private static double? Number(RedisValue value) =>
        double.TryParse((string?)value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null;
}
