using static ChaosLab.ChaosController.Ledger.BookedOrderStatus;
using static ChaosLab.ChaosController.Ledger.FindingKind;

namespace ChaosLab.ChaosController.Ledger;

/// <summary>What must hold between the orders and what analytics has counted of them. Pure.</summary>
/// <remarks>
/// <para>
/// An order that was paid has one <c>placed</c> event, written with its settlement; a refunded one has one <c>refunded</c> event besides.
/// Each must be counted exactly once, as soon as it has left the outbox. What was never paid has none; a cancelled order may have
/// been paid once.
/// </para>
/// <para>
/// Events of which analytics says that it may not know them are neither missing nor right. When all that is missing is newer than
/// what it has counted it is merely behind, which is told once.
/// </para>
/// </remarks>
internal static class CountingRules
{
    /// <summary>Judges orders that no other rule has found fault with.</summary>
    /// <param name="orders">The orders, read before <paramref name="counted"/>.</param>
    /// <param name="counted">What analytics has counted.</param>
    /// <param name="stillBuying">Whether orders may have been settled between the two readings: then a count that is ahead of the order is none.</param>
    /// <returns>What is wrong, each with its order; and what analytics cannot tell, in one sentence, or null.</returns>
    public static (IReadOnlyList<(Finding Finding, BookedOrder Order)> Findings, string? Gap) Judge(
        IEnumerable<BookedOrder> orders, CountedOrders counted, bool stillBuying)
    {
        var findings = new List<(Finding, BookedOrder)>();
        var missing = new List<(Event Event, BookedOrder Order)>();
        foreach (var order in orders)
        {
            var seen = counted.Of(order.Id);
            if (TooMany(order, seen, stillBuying) is { } finding) findings.Add((finding, order));
            else if (FirstMissing(order, seen) is { } one) missing.Add((one, order));
        }

        var untold = missing.Count(m => m.Event.At <= counted.Since);
        missing.RemoveAll(m => m.Event.At <= counted.Since);
        findings.AddRange(missing.Where(m => m.Event.At <= counted.UpTo).Select(m => (
            new Finding(Stale, $"Analytics has not counted {m.Event.Name} of {m.Event.At:O}, though it has counted later events."), m.Order)));
        if (missing.Where(m => !(m.Event.At <= counted.UpTo)).OrderBy(m => m.Event.At).ToArray() is [.., var newest] behind)
            findings.Add((Behind(behind.Length, newest.Event, counted), newest.Order));

        return (findings, untold == 0
            ? null
            : $"Analytics cannot tell of {untold} of the run's orders: their events are older than {counted.Since:O}, from when on it knows all.");
    }

    private static Finding? TooMany(BookedOrder order, CountedOrder seen, bool stillBuying) => (seen, order.Status) switch
    {
        ({ Placed: > 1 }, _) => new(Duplicated, $"Analytics counted it {Times(seen.Placed)}."),
        ({ Refunds: > 1 }, _) => new(Duplicated, $"Analytics counted its refund {Times(seen.Refunds)}."),
        _ when stillBuying => null,
        ({ Refunds: 1 }, not Refunded) => new(Phantom, $"Analytics counted a refund of it, but the order is {Name(order)}."),
        ({ Placed: 1 }, Pending or Unknown or Failed or Cancelling) => new(Phantom, $"Analytics counted it as placed, but the order is {Name(order)}."),
        _ => null,
    };

    private static Event? FirstMissing(BookedOrder order, CountedOrder seen)
    {
        if (order.UnsentEvents > 0 || order.Status is not (Paid or Refunding or Refunded)) return null;

        // A paid order was touched last when it was settled; after a return only its beginning is known, which is not later.
        if (seen.Placed == 0) return new("its placing", order.Status == Paid ? order.UpdatedAt : order.CreatedAt);
        return order.Status == Refunded && seen.Refunds == 0 ? new("its refund", order.UpdatedAt) : null;
    }

    private static Finding Behind(int count, Event newest, CountedOrders counted) => new(
        Stale,
        $"Analytics is behind: it has counted up to {counted.UpTo?.ToString("O") ?? "nothing"}; {count} of the run's orders wait, the newest event is of {newest.At:O}.");

    private static string Times(int count) => count == 2 ? "twice" : $"{count} times";

    private static string Name(BookedOrder order) => order.Status.ToString().ToLowerInvariant();

    /// <param name="Name">For a sentence.</param>
    /// <param name="At">When it was written, or a time not later than that.</param>
    private sealed record Event(string Name, DateTimeOffset At);
}
