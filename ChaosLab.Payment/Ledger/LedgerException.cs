namespace ChaosLab.Payment.Ledger;

/// <summary>The ledger cannot be opened; the message says what is wrong, where, and what to do.</summary>
internal sealed class LedgerException(string message) : ChaosLab.ServiceDefaults.ServiceStartException(message);
