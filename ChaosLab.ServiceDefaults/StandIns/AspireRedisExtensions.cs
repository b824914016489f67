using Aspire.StackExchange.Redis;
using ChaosLab.ServiceDefaults.Resilience;
using ChaosLab.ServiceDefaults.StandIns.Redis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Microsoft.Extensions.Hosting;

/// <summary>Stands in for the package Aspire.StackExchange.Redis where it cannot be restored.</summary>
public static class AspireRedisExtensions
{
    private const int Milliseconds = 1000;

    /// <summary>
    /// Adds an <see cref="IConnectionMultiplexer"/> that never fails to start, and that goes on trying to connect. Until it is
    /// connected, calls fail at once; take the database from it for each call, because the connection behind it may be replaced.
    /// </summary>
    public static void AddRedisClient(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<StackExchangeRedisSettings>? configureSettings = null,
        Action<ConfigurationOptions>? configureOptions = null)
    {
        var settings = new StackExchangeRedisSettings { ConnectionString = builder.Configuration.GetConnectionString(connectionName) };
        configureSettings?.Invoke(settings);
        builder.Services.AddSingleton(new StoreKind(connectionName, "redis"));
        builder.Services.AddKeyedSingleton(connectionName, (services, _) =>
        {
            var options = ConfigurationOptions.Parse(settings.ConnectionString ?? throw new InvalidOperationException(
                $"ConnectionString is missing. It should be provided in 'ConnectionStrings:{connectionName}'."));
            options.AbortOnConnectFail = false;
            options.ConnectTimeout = Milliseconds;
            options.SyncTimeout = Milliseconds;
            options.ConnectRetry = 1;
            options.KeepAlive = 5;
            configureOptions?.Invoke(options);
            return new RedisConnection(
                options, TimeProvider.System, services.GetRequiredService<ILoggerFactory>().CreateLogger($"ChaosLab.Redis.{connectionName}"));
        });
        builder.Services.AddSingleton(services => RedisMultiplexer.Over(services.GetRequiredKeyedService<RedisConnection>(connectionName)));
    }
}
