using StackExchange.Redis;

namespace ChaosLab.Payment.Fraud;

/// <summary>Registers the fraud check and its dependency on Redis.</summary>
internal static class FraudExtensions
{
    public static void AddFraudCheck(this IHostApplicationBuilder builder)
    {
        builder.AddRedisClient("cache");
        builder.AddDependency(FeatureStore.Dependency, options =>
        {
            options.AttemptTimeout = builder.Configuration.GetValue("Payment:FeatureTimeout", new PaymentOptions().FeatureTimeout);
            options.TotalTimeout = options.AttemptTimeout;
            options.MaxRetries = 0;
            options.MaxConcurrency = 256;
            options.BreakDuration = TimeSpan.FromSeconds(2);
            options.Critical = false;
            options.Probe = async (services, _) => await services.GetRequiredService<IConnectionMultiplexer>().GetDatabase().PingAsync();
        });

        builder.Services.AddSingleton<FeatureStore>();
        builder.Services.AddSingleton<FraudDegradation>();
        builder.Services.AddSingleton<FraudCheck>();
        builder.Services.AddSingleton<FeatureUpdates>();
        builder.Services.AddHostedService(services => services.GetRequiredService<FeatureUpdates>());
    }
}
