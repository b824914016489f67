namespace ChaosLab.Web.Payments;

/// <summary>The bodies of the payment service's HTTP API.</summary>
internal static class PaymentContract
{
    public sealed record Charge(string Key, decimal Amount, string Customer);

    public sealed record Refund(string Key);

    /// <summary>Answer to a charge, a refund or a question; fields that do not apply are absent.</summary>
    public sealed record Entry(string? Key, string? PaymentId, string? RefundId, string? Status);

    /// <summary>The body of a 503: whether the charge was made nevertheless.</summary>
    public sealed record Outage(string? Error, bool? Charged);

    public sealed record FailMode(bool Enabled)
    {
        /// <summary>The name of the switch in answers.</summary>
        [System.Text.Json.Serialization.JsonPropertyName("failMode")]
        public bool Enabled { get; init; } = Enabled;
    }
}
