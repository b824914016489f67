namespace ChaosLab.ChaosController.Ledger;

/// <summary>
/// Compares the client's purchases with the shop's books (after Jepsen's set-full checker: lost, duplicated, stale, and phantom
/// for what should not be there). Pure.
/// </summary>
/// <remarks>
/// Acknowledged: exactly one order, paid, and one charge that stands; or both refunded if it was given back. Refused: nothing
/// that stays; a charge that the reconciler has refunded is right. Unknown: one order and one charge, or neither; and they agree.
/// Whatever the purchase was, money is taken once and given back once.
/// What the shop has not decided yet is stale. A charge of another amount than bought is a phantom. Each purchase is told once,
/// with the first rule it breaks; what analytics has counted comes last (<see cref="CountingRules"/>). The payment service's own probes are not the run's and do not appear.
/// </remarks>
internal static class LedgerChecker
{
    private const string ProbeKey = "chaoslab-probe";
    private const string CanaryPrefix = "chaoslab-canary-";

    /// <summary>Checks the books.</summary>
    /// <param name="purchases">The client's history.</param>
    /// <param name="returns">The orders it tried to give back.</param>
    /// <param name="books">What the shop says; read after the history was taken, or after the last purchase.</param>
    /// <param name="stillBuying">
    /// Purchases and returns may be on their way: then an order that the history does not know is no phantom, and a refund that came while
    /// the books were read, one after the other, is not settled yet.
    /// </param>
    /// <returns>Right when nothing is at odds, wrong when something is, unknown when there was nothing to compare.</returns>
    public static LedgerReport Check(
        IReadOnlyList<Purchase> purchases, IReadOnlyList<ReturnAttempt> returns, ShopBooks books, bool stillBuying = false)
    {
        var entries = books.Entries.Where(e => !IsProbe(e)).ToLookup(e => e.Key, StringComparer.OrdinalIgnoreCase);
        var charges = entries.ToDictionary(e => e.Key, ChargeState.Of, StringComparer.OrdinalIgnoreCase);
        var orders = books.Orders.ToLookup(o => o.Key, StringComparer.Ordinal);
        var givenBack = returns.GroupBy(r => r.OrderId, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(g => g.Key, g => new ReturnAttempt(g.Key, g.Any(r => r.Acknowledged)), StringComparer.OrdinalIgnoreCase);
        ChargeState ChargeOf(string order) => charges.GetValueOrDefault(order, ChargeState.None);

        var findings = new List<(FindingKind Kind, LedgerAnomaly Anomaly)>();
        foreach (var purchase in purchases)
        {
            BookedOrder[] found = [.. orders[purchase.Key]];
            var finding = found switch
            {
                [] => WithoutOrder(purchase),
                [var order] => OrderRules.Judge(purchase, order, ChargeOf(order.Id), givenBack.GetValueOrDefault(order.Id), stillBuying),
                _ => new Finding(FindingKind.Duplicated, $"There are {found.Length} orders: {string.Join(", ", found.Select(o => o.Id))}."),
            };
            if (finding is not null) findings.Add((finding.Kind, new(purchase.Key, found.FirstOrDefault()?.Id ?? purchase.OrderId, finding.Because)));
        }

        if (!stillBuying) findings.AddRange(Unbought(purchases, books, charges).Select(anomaly => (FindingKind.Phantom, anomaly)));

        var told = findings.Select(f => f.Anomaly.Key).ToHashSet(StringComparer.Ordinal);
        var (miscounted, gap) = books.Counted is { } counted
            ? CountingRules.Judge(books.Orders.Where(o => !told.Contains(o.Key) && !IsProbe(o.Key)), counted, stillBuying)
            : ([], null);
        findings.AddRange(miscounted.Select(m => (m.Finding.Kind, new LedgerAnomaly(m.Order.Key, m.Order.Id, m.Finding.Because))));

        return new LedgerReport(
            findings.Count > 0 ? LedgerVerdict.Wrong : purchases.Count > 0 && gap is null ? LedgerVerdict.Right : LedgerVerdict.Unknown,
            Acknowledged: purchases.Count(p => p.Outcome == PurchaseOutcome.Ok),
            Refused: purchases.Count(p => p.Outcome == PurchaseOutcome.Failed),
            Unknown: purchases.Count(p => p.Outcome == PurchaseOutcome.Unknown),
            UnknownCharged: purchases.Count(p => p.Outcome == PurchaseOutcome.Unknown && orders[p.Key].Any(o => ChargeOf(o.Id).Stands)),
            Lost: Of(FindingKind.Lost),
            Duplicated: Of(FindingKind.Duplicated),
            Phantom: Of(FindingKind.Phantom),
            Stale: Of(FindingKind.Stale),
            Gap: gap);

        IReadOnlyList<LedgerAnomaly> Of(FindingKind kind) => [.. findings.Where(f => f.Kind == kind).Select(f => f.Anomaly)];
    }

    /// <summary>The report when the books could not be read, or the history is no evidence.</summary>
    public static LedgerReport Unreadable(IReadOnlyList<Purchase> purchases, string problem) => new(
        LedgerVerdict.Unknown,
        purchases.Count(p => p.Outcome == PurchaseOutcome.Ok),
        purchases.Count(p => p.Outcome == PurchaseOutcome.Failed),
        purchases.Count(p => p.Outcome == PurchaseOutcome.Unknown),
        0, [], [], [], [], problem);

    private static Finding? WithoutOrder(Purchase purchase)
        => purchase.Outcome == PurchaseOutcome.Ok ? new(FindingKind.Lost, "It was acknowledged, but there is no order.") : null;

    private static IEnumerable<LedgerAnomaly> Unbought(
        IReadOnlyList<Purchase> purchases, ShopBooks books, Dictionary<string, ChargeState> charges)
    {
        var bought = purchases.Select(p => p.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var order in books.Orders.Where(o => !bought.Contains(o.Key) && !IsProbe(o.Key)))
        {
            if (order.Status == BookedOrderStatus.Paid || charges.GetValueOrDefault(order.Id, ChargeState.None).Stands)
                yield return new(order.Key, order.Id, $"Nobody bought it, but the order is {order.Status.ToString().ToLowerInvariant()}.");
        }

        // The charge of an order that is lost has been told of with the purchase.
        var ordered = books.Orders.Select(o => o.Id).Concat(purchases.Select(p => p.OrderId).OfType<string>()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, charge) in charges.Where(c => !ordered.Contains(c.Key) && c.Value.Stands))
            yield return new(key, key, $"The charge {charge.Charges[0].PaymentId} of {charge.Charges[0].Customer} stands, but there is no such order.");
    }

    private static bool IsProbe(BookedEntry entry) => IsProbe(entry.Key);

    private static bool IsProbe(string key) => key == ProbeKey || key.StartsWith(CanaryPrefix, StringComparison.Ordinal);
}
