namespace Aspire.StackExchange.Redis;

/// <summary>How a Redis client is set up.</summary>
public sealed class StackExchangeRedisSettings
{
    /// <summary>The connection string; <c>ConnectionStrings:{name}</c> if null.</summary>
    public string? ConnectionString { get; set; }
}
