using StackExchange.Redis;

namespace ChaosLab.Web.Outbox;

/// <summary>Registers the outbox, its relay and the dependency on Redis.</summary>
internal static class OutboxExtensions
{
    public static void AddOutbox(this IHostApplicationBuilder builder)
    {
        builder.AddRedisClient("cache");
        builder.AddDependency(OrderStream.Dependency, options =>
        {
            options.AttemptTimeout = TimeSpan.FromSeconds(1);
            options.TotalTimeout = TimeSpan.FromSeconds(2);
            options.MaxRetries = 1;
            options.Probe = async (services, _) => await services.GetRequiredService<IConnectionMultiplexer>().GetDatabase().PingAsync();
        });

        builder.Services.AddSingleton<OutboxSignal>();
        builder.Services.AddSingleton<OutboxStore>();
        builder.Services.AddSingleton<OrderStream>();
        builder.Services.AddSingleton<StreamWatch>();
        builder.Services.AddHostedService<OutboxRelay>();
    }
}
