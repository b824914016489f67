using ChaosLab.Analytics.Events;
using ChaosLab.Analytics.Stats;
using StackExchange.Redis;

namespace ChaosLab.Analytics;

/// <summary>Registers the consumer of order events and the dependency it reads through.</summary>
internal static class AnalyticsExtensions
{
    public static void AddAnalyticsOptions(this IHostApplicationBuilder builder) =>
        builder.Services.AddOptions<AnalyticsOptions>()
            .BindConfiguration(AnalyticsOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();

    public static void AddOrderEvents(this IHostApplicationBuilder builder)
    {
        builder.AddRedisClient("cache");
        builder.AddDependency(OrderStream.Dependency, options =>
        {
            options.AttemptTimeout = TimeSpan.FromSeconds(1);
            options.TotalTimeout = TimeSpan.FromSeconds(1);
            options.MaxRetries = 0;
            options.BreakDuration = TimeSpan.FromSeconds(2);
            options.Critical = false;
            options.Probe = async (services, _) => await services.GetRequiredService<IConnectionMultiplexer>().GetDatabase().PingAsync();
        });

        builder.Services.AddSingleton<IOrderStream, OrderStream>();
        builder.Services.AddSingleton<OrderStats>();
        builder.Services.AddSingleton<OrderEvents>();
        builder.Services.AddHostedService<OrderEventsWorker>();
    }
}
