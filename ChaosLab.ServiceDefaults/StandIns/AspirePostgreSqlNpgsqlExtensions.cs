using Aspire.Npgsql;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Microsoft.Extensions.Hosting;

/// <summary>Stands in for the package Aspire.Npgsql where it cannot be restored.</summary>
public static class AspirePostgreSqlNpgsqlExtensions
{
    private const int PoolSize = 30;
    private const int Seconds = 2;

    /// <summary>
    /// Adds an <see cref="NpgsqlDataSource"/> for a connection string of the configuration. What the string leaves open becomes
    /// Maximum Pool Size=30, Timeout=2 and Command Timeout=2.
    /// </summary>
    public static void AddNpgsqlDataSource(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<NpgsqlSettings>? configureSettings = null,
        Action<NpgsqlDataSourceBuilder>? configureDataSourceBuilder = null)
    {
        var settings = new NpgsqlSettings { ConnectionString = builder.Configuration.GetConnectionString(connectionName) };
        configureSettings?.Invoke(settings);
        builder.Services.AddSingleton(services =>
        {
            var source = new NpgsqlDataSourceBuilder(settings.ConnectionString ?? throw new InvalidOperationException(
                $"ConnectionString is missing. It should be provided in 'ConnectionStrings:{connectionName}'."));
            var connection = source.ConnectionStringBuilder;
            if (!connection.ShouldSerialize("Maximum Pool Size")) connection.MaxPoolSize = PoolSize;
            if (!connection.ShouldSerialize("Timeout")) connection.Timeout = Seconds;
            if (!connection.ShouldSerialize("Command Timeout")) connection.CommandTimeout = Seconds;
            source.UseLoggerFactory(services.GetService<ILoggerFactory>());
            configureDataSourceBuilder?.Invoke(source);
            return source.Build();
        });
    }
}
