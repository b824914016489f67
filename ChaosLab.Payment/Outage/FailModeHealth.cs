using ChaosLab.ServiceDefaults;

namespace ChaosLab.Payment.Outage;

/// <summary>Shows in <c>/health</c>, as <c>provider</c>, that charges and refunds are refused by the simulated outage.</summary>
internal sealed class FailModeHealth(FailMode failMode, [FromKeyedServices(FailModeHealth.Dependency)] Dependency provider) : IHostedService
{
    /// <summary>The name in <c>/health</c>.</summary>
    public const string Dependency = "provider";

    private readonly SelfReport report = new(provider, () => Trouble(failMode));

    /// <summary>What is to be seen in <c>/health</c>; null when the fail mode is off.</summary>
    public static string? Trouble(FailMode failMode) => failMode.Status switch
    {
        { IsOn: false } => null,
        var status => $"The fail mode is on until {status.Until:O}.",
    };

    public Task StartAsync(CancellationToken cancellationToken)
    {
        failMode.Changed += Update;
        Update();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        failMode.Changed -= Update;
        return Task.CompletedTask;
    }

    private void Update() => _ = Task.Run(report.UpdateAsync);
}

/// <summary>Registers <see cref="FailModeHealth"/>.</summary>
internal static class FailModeHealthExtensions
{
    // The breaker would only delay the good news: nobody calls through it but the probe.
    private const int NoBreaker = 10_000;

    public static void AddFailModeHealth(this IHostApplicationBuilder builder)
    {
        builder.AddDependency(FailModeHealth.Dependency, options =>
        {
            options.MaxRetries = 0;
            options.MinimumThroughput = NoBreaker;
            options.Critical = true;
            options.Probe = (services, _) => FailModeHealth.Trouble(services.GetRequiredService<FailMode>()) is { } trouble
                ? throw new InvalidOperationException(trouble)
                : default;
        });
        builder.Services.AddHostedService<FailModeHealth>();
    }
}
