namespace ChaosLab.ChaosController.Ledger;

/// <summary>An order as Postgres has it.</summary>
/// <param name="Id">Its id, also the key of its charge at the payment service.</param>
/// <param name="Key">The idempotency key the client sent.</param>
/// <param name="Amount">What is charged for the whole order.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="PaymentId">The charge it was settled with, or null.</param>
/// <param name="UnsentEvents">Its events that have not left the outbox, and so are unknown to analytics.</param>
/// <param name="CreatedAt">When it was written.</param>
/// <param name="UpdatedAt">When its status changed last; an event that belongs to the change was written then.</param>
internal sealed record BookedOrder(
    string Id, string Key, decimal Amount, BookedOrderStatus Status, string? PaymentId, int UnsentEvents = 0,
    DateTimeOffset CreatedAt = default, DateTimeOffset UpdatedAt = default)
{
    /// <summary>Whether the reconciler still has to decide it.</summary>
    public bool IsUndecided => Status
        is BookedOrderStatus.Pending or BookedOrderStatus.Unknown or BookedOrderStatus.Cancelling or BookedOrderStatus.Refunding;
}
