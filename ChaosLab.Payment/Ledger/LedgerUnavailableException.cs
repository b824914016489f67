namespace ChaosLab.Payment.Ledger;

/// <summary>The journal could not be written, so the request was not acknowledged.</summary>
/// <param name="message">Why.</param>
/// <param name="charged">Whether the key is charged nevertheless, by an earlier request; null when that is not known.</param>
internal sealed class LedgerUnavailableException(string message, bool? charged) : Exception(message)
{
    public bool? Charged { get; } = charged;
}
