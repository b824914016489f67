namespace ChaosLab.ChaosController.Ledger;

/// <summary>What the shop's books say of one run's purchases, read one after the other.</summary>
/// <param name="Orders">The orders whose keys begin with the run's prefix.</param>
/// <param name="Entries">The entries of payment's ledger that belong to those orders, or to the run's customers without an order.</param>
/// <param name="Counted">What analytics has counted of those orders; read last. Null when it was not asked.</param>
internal sealed record ShopBooks(
    IReadOnlyList<BookedOrder> Orders,
    IReadOnlyList<BookedEntry> Entries,
    CountedOrders? Counted = null);
