using System.ComponentModel.DataAnnotations;

namespace ChaosLab.Analytics;

/// <summary>Settings of the analytics service; configuration section <c>Analytics</c>. Validated at start.</summary>
internal sealed class AnalyticsOptions : IValidatableObject
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Analytics";

    /// <summary>How long to wait when there was nothing new; 10 ms to 1 min. Default 250 ms.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Events read at once; 1 to 10,000. Default 500.</summary>
    [Range(1, 10_000, ErrorMessage = "Analytics:BatchSize must be from {1} to {2}.")]
    public int BatchSize { get; set; } = 500;

    /// <summary>Events whose ids are remembered, so that a repeated one is not counted again; 1000 to 10,000,000. Default 200,000.</summary>
    [Range(1_000, 10_000_000, ErrorMessage = "Analytics:RememberedEvents must be from {1} to {2}.")]
    public int RememberedEvents { get; set; } = 200_000;

    /// <summary>Orders of which <c>GET /orders/counted</c> tells, some 70 bytes each; the oldest are forgotten first; 1000 to 10,000,000. Default 200,000.</summary>
    [Range(1_000, 10_000_000, ErrorMessage = "Analytics:CountedOrders must be from {1} to {2}.")]
    public int CountedOrders { get; set; } = 200_000;

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (PollInterval < TimeSpan.FromMilliseconds(10) || PollInterval > TimeSpan.FromMinutes(1))
            yield return new($"Analytics:PollInterval is {PollInterval}; it must be between 00:00:00.010 and 00:01:00.", [nameof(PollInterval)]);
    }
}
