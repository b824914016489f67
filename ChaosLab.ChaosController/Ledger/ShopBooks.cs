namespace ChaosLab.ChaosController.Ledger;

/// <summary>What the shop's books say of one run's purchases, read one after the other.</summary>
/// <param name="Orders">The orders whose keys begin with the run's prefix.</param>
/// <param name="Entries">The entries of payment's ledger that belong to those orders, or to the run's customers without an order.</param>
/// <param name="NewestEvent">When the newest event of those orders was written, if the outbox still holds one.</param>
/// <param name="CountedUpTo">The time of the newest event that analytics has counted; null before its first.</param>
internal sealed record ShopBooks(
    IReadOnlyList<BookedOrder> Orders,
    IReadOnlyList<BookedEntry> Entries,
    DateTimeOffset? NewestEvent = null,
    DateTimeOffset? CountedUpTo = null);
