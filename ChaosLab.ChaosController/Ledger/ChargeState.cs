namespace ChaosLab.ChaosController.Ledger;

/// <summary>What payment's ledger says of one key: the sum of its entries.</summary>
/// <param name="Charges">The charges, in order; more than one is wrong, whatever came later.</param>
/// <param name="Refunds">How often money was given back; more than once is wrong, whatever was taken.</param>
internal sealed record ChargeState(IReadOnlyList<BookedEntry> Charges, int Refunds)
{
    public static ChargeState None { get; } = new([], 0);

    /// <summary>Whether money was taken and is not back.</summary>
    public bool Stands => Charges.Count > Refunds;

    public static ChargeState Of(IEnumerable<BookedEntry> entries)
    {
        var all = entries.ToLookup(e => e.Kind);
        return new ChargeState([.. all[BookedEntryKind.Charged]], all[BookedEntryKind.Refunded].Count());
    }
}
