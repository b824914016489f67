namespace ChaosLab.ChaosController.Ledger;

/// <summary>The client-side ledger of one run: every purchase in the order their outcomes became known, and every return. Thread-safe.</summary>
/// <param name="limit">The most purchases, and the most returns, it keeps; at least 1. A million take about 300 MB.</param>
internal sealed class PurchaseHistory(int limit = PurchaseHistory.StandardLimit) : IPurchaseLog
{
    public const int StandardLimit = 1_000_000;

    private readonly int _limit = limit > 0
        ? limit
        : throw new ArgumentOutOfRangeException(nameof(limit), limit, "A history keeps at least one purchase.");

    private readonly Lock _gate = new();
    private readonly List<Purchase> _purchases = [];
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _returns = new(StringComparer.Ordinal);
    private long _unrecorded;

    /// <summary>Every purchase so far; a copy that does not change.</summary>
    public IReadOnlyList<Purchase> Purchases
    {
        get
        {
            lock (_gate) return [.. _purchases];
        }
    }

    /// <summary>Every order the client tried to give back, once; a copy that does not change.</summary>
    public IReadOnlyList<ReturnAttempt> Returns
    {
        get
        {
            lock (_gate) return [.. _returns.Select(attempt => new ReturnAttempt(attempt.Key, attempt.Value))];
        }
    }

    /// <summary>Purchases and returns beyond the limit; with more than 0 the history is no evidence any more.</summary>
    public long Unrecorded
    {
        get
        {
            lock (_gate) return _unrecorded;
        }
    }

    /// <inheritdoc />
    /// <exception cref="ArgumentException">A purchase with that key is there already.</exception>
    public void Add(Purchase purchase)
    {
        lock (_gate)
        {
            if (_purchases.Count >= _limit) _unrecorded++;
            else if (_keys.Add(purchase.Key)) _purchases.Add(purchase);
            else throw new ArgumentException($"The purchase '{purchase.Key}' is in the history already; its key must be unique.", nameof(purchase));
        }
    }

    /// <summary>Notes an attempt to give an order back; one that was acknowledged stays so.</summary>
    public void AddReturn(string orderId, bool acknowledged)
    {
        lock (_gate)
        {
            if (_returns.TryGetValue(orderId, out var before)) _returns[orderId] = before || acknowledged;
            else if (_returns.Count < _limit) _returns.Add(orderId, acknowledged);
            else _unrecorded++;
        }
    }
}
