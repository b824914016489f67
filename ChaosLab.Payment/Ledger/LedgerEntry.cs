namespace ChaosLab.Payment.Ledger;

/// <summary>One line of the journal: a decision that was made and can never be unmade.</summary>
/// <param name="Seq">1 for the first line, then one more for each.</param>
/// <param name="At">When it was decided, UTC.</param>
/// <param name="Kind">What it does to the key.</param>
/// <param name="Key">The idempotency key, in the shop the order's id.</param>
/// <param name="PaymentId">Of a charge.</param>
/// <param name="RefundId">Of a refund.</param>
/// <param name="Amount">Of a charge, above 0.</param>
/// <param name="Customer">Of a charge.</param>
/// <param name="Fraud">Of a charge.</param>
internal sealed record LedgerEntry(
    long Seq,
    DateTimeOffset At,
    EntryKind Kind,
    string Key,
    string? PaymentId = null,
    string? RefundId = null,
    decimal? Amount = null,
    string? Customer = null,
    FraudNote? Fraud = null);
