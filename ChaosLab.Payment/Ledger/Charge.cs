namespace ChaosLab.Payment.Ledger;

/// <summary>Where a key stands: the sum of its entries.</summary>
/// <param name="Key">The idempotency key.</param>
/// <param name="Status">What its last entry did.</param>
/// <param name="PaymentId">Null when it was voided.</param>
/// <param name="RefundId">Null unless it was refunded.</param>
/// <param name="Amount">Null when it was voided.</param>
/// <param name="Customer">Null when it was voided.</param>
/// <param name="Fraud">Null when it was voided.</param>
internal sealed record Charge(
    string Key,
    EntryKind Status,
    string? PaymentId = null,
    string? RefundId = null,
    decimal? Amount = null,
    string? Customer = null,
    FraudNote? Fraud = null);
