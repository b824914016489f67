using ChaosLab.Catalog.Products;
using ChaosLab.Catalog.Reading;
using ChaosLab.ServiceDefaults;
using StackExchange.Redis;

namespace ChaosLab.Catalog;

/// <summary>Registers the catalog: its stores, its copies and the dependencies they are reached through.</summary>
internal static class CatalogExtensions
{
    public static void AddCatalogOptions(this IHostApplicationBuilder builder) =>
        builder.Services.AddOptions<CatalogOptions>()
            .Configure<LabProfile>((options, profile) =>
            {
                if (profile.IsNaive)
                    (options.LocalFor, options.ServeStale) = (TimeSpan.Zero, false);
            })
            .BindConfiguration(CatalogOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();

    public static void AddProducts(this IHostApplicationBuilder builder)
    {
        builder.AddNpgsqlDataSource("catalogdb");
        builder.AddDependency(ProductStore.Dependency, options =>
        {
            options.AttemptTimeout = TimeSpan.FromMilliseconds(500);
            options.TotalTimeout = TimeSpan.FromSeconds(1.2);
            options.MaxRetries = 1;
            options.RetryDelay = TimeSpan.FromMilliseconds(50);
            options.MaxConcurrency = 32;
            options.BreakDuration = TimeSpan.FromSeconds(2);
            options.Critical = false;
            options.Probe = ProbePostgresAsync;
        });

        builder.Services.AddSingleton<CatalogSchema>();
        builder.Services.AddHostedService(services => services.GetRequiredService<CatalogSchema>());
        builder.Services.AddSingleton<ProductStore>();
    }

    public static void AddCopies(this IHostApplicationBuilder builder)
    {
        builder.AddRedisClient("cache");
        builder.AddDependency(SharedCopies.Dependency, options =>
        {
            options.AttemptTimeout = TimeSpan.FromMilliseconds(150);
            options.TotalTimeout = TimeSpan.FromMilliseconds(150);
            options.MaxRetries = 0;
            options.MaxConcurrency = 256;
            options.BreakDuration = TimeSpan.FromSeconds(2);
            options.Critical = false;
            options.Probe = async (services, _) => await services.GetRequiredService<IConnectionMultiplexer>().GetDatabase().PingAsync();
        });

        builder.Services.AddSingleton<LocalCopies>();
        builder.Services.AddSingleton<SharedCopies>();
        builder.Services.AddSingleton<LastKnownProducts>();
        builder.Services.AddSingleton<CatalogReader>();
        builder.Services.AddHostedService<LastKnownRefresh>();
    }

    private static async ValueTask ProbePostgresAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        if (!services.GetRequiredService<CatalogSchema>().Applied.IsCompleted)
            throw new InvalidOperationException("The catalog's schema is not in place yet.");

        await using var command = services.GetRequiredService<Npgsql.NpgsqlDataSource>().CreateCommand("SELECT 1");
        await command.ExecuteScalarAsync(cancellationToken);
    }
}
