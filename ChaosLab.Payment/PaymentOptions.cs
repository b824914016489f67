using System.ComponentModel.DataAnnotations;
using ChaosLab.ServiceDefaults;

namespace ChaosLab.Payment;

/// <summary>Settings of the payment service; configuration section <c>Payment</c>. Validated at start.</summary>
internal sealed class PaymentOptions : IValidatableObject
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Payment";

    /// <summary>Where the ledger is kept; made when missing. Required: money has no default place.</summary>
    [Required(ErrorMessage = "Payment:LedgerDirectory is not set; set it to the directory that keeps the ledger.")]
    public string LedgerDirectory { get; set; } = "";

    /// <summary>How long a charge waits for the customer's features; 1 ms to 5 s. Default 150 ms.</summary>
    public TimeSpan FeatureTimeout { get; set; } = TimeSpan.FromMilliseconds(150);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (FeatureTimeout < TimeSpan.FromMilliseconds(1) || FeatureTimeout > TimeSpan.FromSeconds(5))
            yield return new($"Payment:FeatureTimeout is {FeatureTimeout}; it must be between 00:00:00.001 and 00:00:05.", [nameof(FeatureTimeout)]);
    }
}

/// <summary>Registers <see cref="PaymentOptions"/>, and bounds what a request may send.</summary>
internal static class PaymentOptionsExtensions
{
    public static void AddPaymentOptions(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<PaymentOptions>()
            .BindConfiguration(PaymentOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = RequestBody.MaxBytes);
    }
}
