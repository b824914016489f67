namespace ChaosLab.ChaosController.Ledger;

/// <summary>One purchase as the client saw it, an entry of the client-side ledger.</summary>
/// <param name="Key">Its idempotency key, unique in the run; the shop keeps it with the order and the charge.</param>
/// <param name="Customer">Who bought.</param>
/// <param name="Item">What was bought.</param>
/// <param name="Amount">What it should cost.</param>
/// <param name="InvokedAt">When it was sent.</param>
/// <param name="CompletedAt">When its outcome was known; null while it is on its way.</param>
/// <param name="Outcome">What the client knows of it.</param>
/// <param name="OrderId">The order, when the shop acknowledged it.</param>
/// <param name="PaymentId">The payment, when the shop acknowledged it.</param>
/// <param name="Status">The HTTP status; null when there was no answer.</param>
internal sealed record Purchase(
    string Key,
    string Customer,
    string Item,
    decimal Amount,
    DateTimeOffset InvokedAt,
    DateTimeOffset? CompletedAt,
    PurchaseOutcome Outcome,
    string? OrderId,
    string? PaymentId,
    int? Status);
