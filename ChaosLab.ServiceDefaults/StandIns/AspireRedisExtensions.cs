using Aspire.StackExchange.Redis;
using ChaosLab.ServiceDefaults.Resilience;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace Microsoft.Extensions.Hosting;

/// <summary>Stands in for the package Aspire.StackExchange.Redis where it cannot be restored.</summary>
public static class AspireRedisExtensions
{
    /// <summary>Adds an <see cref="IConnectionMultiplexer"/> that goes on trying to connect, and never fails to start.</summary>
    public static void AddRedisClient(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<StackExchangeRedisSettings>? configureSettings = null,
        Action<ConfigurationOptions>? configureOptions = null)
    {
        var settings = new StackExchangeRedisSettings { ConnectionString = builder.Configuration.GetConnectionString(connectionName) };
        configureSettings?.Invoke(settings);
        builder.Services.AddSingleton(new StoreKind(connectionName, "redis"));
        builder.Services.AddSingleton<IConnectionMultiplexer>(_ =>
        {
            var options = ConfigurationOptions.Parse(settings.ConnectionString ?? throw new InvalidOperationException(
                $"ConnectionString is missing. It should be provided in 'ConnectionStrings:{connectionName}'."));
            options.AbortOnConnectFail = false;
            options.ConnectTimeout = 1000;
            options.SyncTimeout = 1000;
            options.ConnectRetry = 1;
            options.KeepAlive = 5;
            configureOptions?.Invoke(options);
            return ConnectionMultiplexer.Connect(options);
        });
    }
}
