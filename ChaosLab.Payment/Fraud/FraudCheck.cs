using ChaosLab.Payment.Ledger;
using ChaosLab.ServiceDefaults;

namespace ChaosLab.Payment.Fraud;

/// <summary>Scores charges; without Redis it goes on with default features rather than refuse to take money.</summary>
internal sealed class FraudCheck(
    FeatureStore features, [FromKeyedServices(FeatureStore.Dependency)] Dependency cache, FraudDegradation degradation)
{
    /// <summary>Scores a charge; takes no longer than the dependency's time-out.</summary>
    /// <exception cref="DependencyException">Redis is away, and the profile is naive.</exception>
    public async ValueTask<FraudNote> AssessAsync(string customer, decimal amount, CancellationToken cancellationToken)
    {
        var reason = FraudDegradation.NoFeatures;
        var live = await cache.CallAsync("read fraud features", _ => features.FindAsync(customer), fallback: e =>
        {
            reason = e.Failure.ToString();
            return null;
        }, idempotent: true, cancellationToken);

        degradation.Assessed(live is null ? reason : null);
        return new(FraudScore.Of(live ?? CustomerFeatures.Default, amount), live is null ? "default" : "live");
    }
}
