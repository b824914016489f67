using System.ComponentModel.DataAnnotations;

namespace ChaosLab.Web;

/// <summary>Settings of the checkout service; configuration section <c>Web</c>. Validated at start.</summary>
public sealed class WebOptions : IValidatableObject
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Web";

    /// <summary>How long an order may stay undecided before the reconciler takes it; 1 s to 10 min. Default 5 s.</summary>
    public TimeSpan ReconcileAfter { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often the reconciler looks for undecided orders; 1 s to 1 min. Default 1 s.</summary>
    public TimeSpan ReconcileInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Purchases and returns handled at once; 1 to 10,000. Default 256. More wait in the queue.</summary>
    [Range(1, 10_000, ErrorMessage = "Web:MaxConcurrentCheckouts must be from {1} to {2}.")]
    public int MaxConcurrentCheckouts { get; set; } = 256;

    /// <summary>Purchases and returns that may wait for a turn; 0 to 10,000. Default 256. The rest get 429.</summary>
    [Range(0, 10_000, ErrorMessage = "Web:MaxQueuedCheckouts must be from {1} to {2}.")]
    public int MaxQueuedCheckouts { get; set; } = 256;

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ReconcileAfter < TimeSpan.FromSeconds(1) || ReconcileAfter > TimeSpan.FromMinutes(10))
            yield return new($"Web:ReconcileAfter is {ReconcileAfter}; it must be between 00:00:01 and 00:10:00.", [nameof(ReconcileAfter)]);

        if (ReconcileInterval < TimeSpan.FromSeconds(1) || ReconcileInterval > TimeSpan.FromMinutes(1))
            yield return new($"Web:ReconcileInterval is {ReconcileInterval}; it must be between 00:00:01 and 00:01:00.", [nameof(ReconcileInterval)]);
    }
}

/// <summary>Registers <see cref="WebOptions"/>.</summary>
internal static class WebOptionsExtensions
{
    public static void AddWebOptions(this IHostApplicationBuilder builder) =>
        builder.Services.AddOptions<WebOptions>()
            .BindConfiguration(WebOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
}
