using Npgsql;

namespace ChaosLab.Web.Orders;

/// <summary>Registers orders: their database, its dependency and the handlers.</summary>
internal static class OrdersExtensions
{
    public static void AddOrders(this IHostApplicationBuilder builder)
    {
        builder.AddNpgsqlDataSource("ordersdb", configureDataSourceBuilder: source =>
        {
            // Four instances and the catalogue share Postgres' 100 connections.
            source.ConnectionStringBuilder.MaxPoolSize = 20;
            source.ConnectionStringBuilder.Timeout = 2;
            source.ConnectionStringBuilder.MaxAutoPrepare = 30;
            source.ConnectionStringBuilder.AutoPrepareMinUsages = 2;
        });

        builder.AddDependency(OrdersDatabase.Dependency, options =>
        {
            options.AttemptTimeout = TimeSpan.FromMilliseconds(1000);
            options.TotalTimeout = TimeSpan.FromMilliseconds(1500);
            options.MaxRetries = 2;
            options.RetryDelay = TimeSpan.FromMilliseconds(50);
            options.MaxConcurrency = 64;
            options.MaxQueue = 512;
            options.BreakDuration = TimeSpan.FromSeconds(1);
            options.Critical = true;
            options.Probe = ProbeAsync;
            options.IsPartial = error => error is PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction };
        });

        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<OrdersSchema>();
        builder.Services.AddHostedService(services => services.GetRequiredService<OrdersSchema>());
        builder.Services.AddSingleton<OrdersDatabase>();
        builder.Services.AddSingleton<OrderStore>();
        builder.Services.AddSingleton<RefundSettlement>();
        builder.Services.AddSingleton<PurchaseHandler>();
        builder.Services.AddSingleton<ReturnHandler>();
    }

    // Neither question waits for a lock on the table.
    private static async ValueTask ProbeAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var connection = await services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand("SELECT to_regclass('orders') IS NULL, current_setting('transaction_read_only')", connection);
        await using var reader = await command.ExecuteReaderAsync(CancellationToken.None);
        await reader.ReadAsync(CancellationToken.None);
        if (reader.GetString(1) == "on")
            throw new PostgresException("the database is read-only", "ERROR", "ERROR", PostgresErrorCodes.ReadOnlySqlTransaction);
        if (!reader.GetBoolean(0))
            return;

        services.GetRequiredService<OrdersSchema>().Restore();
        throw new InvalidOperationException("The orders schema is not in place yet.");
    }
}
