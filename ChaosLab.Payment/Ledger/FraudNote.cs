namespace ChaosLab.Payment.Ledger;

/// <summary>What the fraud check said when the charge was made; kept, so that a repeated charge gets the same answer.</summary>
/// <param name="Score">0 (harmless) to 1.</param>
/// <param name="Features">"live", or "default" when the customer's features could not be had.</param>
internal sealed record FraudNote(double Score, string Features);
