namespace ChaosLab.ChaosController.Ledger;

/// <summary>An entry of the payment service's ledger.</summary>
/// <param name="Kind">What it does to its key.</param>
/// <param name="Key">The id of the order it belongs to.</param>
/// <param name="PaymentId">Of a charge.</param>
/// <param name="Amount">Of a charge.</param>
/// <param name="Customer">Of a charge.</param>
internal sealed record BookedEntry(BookedEntryKind Kind, string Key, string? PaymentId = null, decimal? Amount = null, string? Customer = null);

/// <summary>What an entry does to its key.</summary>
internal enum BookedEntryKind
{
    /// <summary>Money was taken.</summary>
    Charged,

    /// <summary>It was given back.</summary>
    Refunded,

    /// <summary>Nothing was taken, and nothing ever will be.</summary>
    Voided,
}
