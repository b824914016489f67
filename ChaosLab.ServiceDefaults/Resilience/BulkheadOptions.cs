using Polly;

namespace ChaosLab.ServiceDefaults.Resilience;

/// <summary>The bulkhead's two limits.</summary>
internal sealed class BulkheadOptions : ResilienceStrategyOptions
{
    public BulkheadOptions() => Name = "bulkhead";

    public required int MaxConcurrency { get; init; }

    public required int MaxQueue { get; init; }
}
