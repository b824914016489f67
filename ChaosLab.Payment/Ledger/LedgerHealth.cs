using ChaosLab.ServiceDefaults;

namespace ChaosLab.Payment.Ledger;

/// <summary>Shows in <c>/health</c>, as <c>ledger</c>, when the disk refuses writes.</summary>
internal sealed class LedgerHealth(LedgerState state, [FromKeyedServices(LedgerHealth.Dependency)] Dependency ledger) : IHostedService
{
    /// <summary>The name in <c>/health</c>.</summary>
    public const string Dependency = "ledger";

    private readonly SelfReport report = new(ledger, () => state.Error);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        state.Changed += Update;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        state.Changed -= Update;
        return Task.CompletedTask;
    }

    // Not on the ledger's thread, which has money to write.
    private void Update() => _ = Task.Run(report.UpdateAsync);
}

/// <summary>Registers <see cref="LedgerHealth"/>.</summary>
internal static class LedgerHealthExtensions
{
    // The breaker would only delay the good news: nobody calls through it but the probe.
    private const int NoBreaker = 10_000;

    public static void AddLedgerHealth(this IHostApplicationBuilder builder)
    {
        builder.AddDependency(LedgerHealth.Dependency, options =>
        {
            options.MaxRetries = 0;
            options.MinimumThroughput = NoBreaker;
            options.Critical = true;
            options.Probe = ProbeAsync;
        });
        builder.Services.AddHostedService<LedgerHealth>();
    }

    // While all is well the charges themselves prove it; while it is not, nobody else would notice that the disk is back.
    private static async ValueTask ProbeAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        if (services.GetRequiredService<LedgerState>().Error is not null)
            await services.GetRequiredService<PaymentLedger>().PostAsync(new LedgerRequest.Prove()).WaitAsync(cancellationToken);
    }
}
