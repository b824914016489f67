namespace ChaosLab.ChaosController.Ledger;

/// <summary>Whether the books are right; the worst wins (Jepsen: false, unknown, true).</summary>
internal enum LedgerVerdict
{
    Right,

    /// <summary>Nothing was bought, or the books could not be read, or one of them no longer tells of all.</summary>
    Unknown,

    Wrong,
}
