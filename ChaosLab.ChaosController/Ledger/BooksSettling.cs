namespace ChaosLab.ChaosController.Ledger;

/// <summary>Checks the books again and again until the reconciler and the outbox are through, or the time is over.</summary>
/// <param name="readBooks">Reads the books; throws <see cref="BookUnreadableException"/> when it cannot.</param>
/// <param name="time">The clock.</param>
internal sealed class BooksSettling(Func<CancellationToken, Task<ShopBooks>> readBooks, TimeProvider time)
{
    /// <summary>How long the shop may take after the recovery; its reconciler promises seconds.</summary>
    public static readonly TimeSpan StandardTime = TimeSpan.FromSeconds(20);

    /// <summary>Between two readings.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>The settling of one run's purchases.</summary>
    public BooksSettling(BooksReader reader, string keyPrefix, TimeProvider time) : this(ct => reader.ReadAsync(keyPrefix, ct), time)
    {
    }

    /// <summary>The books of the last reading, for the history's export; null when they could not be read.</summary>
    public ShopBooks? LastBooks { get; private set; }

    /// <summary>Returns the last report: right; or wrong in the same way twice, with nothing that may still settle; or the one at the end of the time.</summary>
    /// <param name="history">What the client knows; nothing is bought any more.</param>
    /// <param name="within">How long to wait; <see cref="StandardTime"/> when null. A reading that has begun is finished.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<LedgerReport> SettleAsync(PurchaseHistory history, TimeSpan? within = null, CancellationToken ct = default)
    {
        var (purchases, returns) = (history.Purchases, history.Returns);
        if (history.Unrecorded > 0)
        {
            return LedgerChecker.Unreadable(
                purchases, $"{history.Unrecorded} purchases did not fit into the client's history. Make fewer purchases in a run.");
        }

        var began = time.GetTimestamp();
        for (LedgerReport? before = null; ;)
        {
            var report = await CheckAsync(purchases, returns, ct);

            // The books are read one after the other: what is at odds must be so twice.
            var isFinal = report.Verdict == LedgerVerdict.Right
                || (report.Problem is null && report.Stale.Count == 0 && report.Gap is null && before is not null && IsSame(report, before));
            if (isFinal || time.GetElapsedTime(began) + Interval > (within ?? StandardTime)) return report;

            before = report;
            await Task.Delay(Interval, time, ct);
        }
    }

    private async Task<LedgerReport> CheckAsync(IReadOnlyList<Purchase> purchases, IReadOnlyList<ReturnAttempt> returns, CancellationToken ct)
    {
        LastBooks = null;
        try
        {
            LastBooks = await readBooks(ct);
            return LedgerChecker.Check(purchases, returns, LastBooks);
        }
        catch (BookUnreadableException error)
        {
            return LedgerChecker.Unreadable(purchases, error.Message);
        }
    }

    private static bool IsSame(LedgerReport one, LedgerReport other)
        => one.Verdict == other.Verdict
            && one.Lost.SequenceEqual(other.Lost) && one.Duplicated.SequenceEqual(other.Duplicated)
            && one.Phantom.SequenceEqual(other.Phantom) && one.Stale.SequenceEqual(other.Stale);
}
