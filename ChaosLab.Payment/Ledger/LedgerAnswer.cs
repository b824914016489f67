namespace ChaosLab.Payment.Ledger;

/// <summary>Where the key stands after the request, and what the request did.</summary>
/// <param name="Result">What became of the request.</param>
/// <param name="Charge">Null only when the key is unknown and was only asked for.</param>
internal sealed record LedgerAnswer(LedgerResult Result, Charge? Charge);

/// <summary>What became of a request to the ledger.</summary>
internal enum LedgerResult
{
    /// <summary>It was done now.</summary>
    Done,

    /// <summary>It had been done before; nothing changed.</summary>
    Repeated,

    /// <summary>Refused: the key was voided.</summary>
    Voided,

    /// <summary>Refused: the key is in use for another amount or customer.</summary>
    Conflicting,
}
