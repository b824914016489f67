namespace ChaosLab.ChaosController.Ledger;

/// <summary>One look at the books while customers go on buying and giving back.</summary>
/// <param name="history">What the client has bought.</param>
/// <param name="returns">The orders that it has tried to give back by now.</param>
/// <param name="readBooks">Reads the books; throws <see cref="BookUnreadableException"/> when it cannot.</param>
internal sealed class BooksGlance(
    PurchaseHistory history, Func<IReadOnlyCollection<ReturnAttempt>> returns, Func<CancellationToken, Task<ShopBooks>> readBooks)
{
    /// <summary>Checks the books as they are now.</summary>
    /// <exception cref="BookUnreadableException">A book cannot be read.</exception>
    public async Task<LedgerReport> TakeAsync(CancellationToken ct)
    {
        // What was acknowledged before the reading must be in the books; what was asked for until its end may be.
        var purchases = history.Purchases;
        var acknowledged = returns().Where(attempt => attempt.Acknowledged).Select(attempt => attempt.OrderId).ToHashSet(StringComparer.Ordinal);
        var books = await readBooks(ct);
        ReturnAttempt[] attempts = [.. returns().Select(attempt => attempt with { Acknowledged = acknowledged.Contains(attempt.OrderId) })];
        return LedgerChecker.Check(purchases, attempts, books, stillBuying: true);
    }
}
