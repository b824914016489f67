namespace ChaosLab.Payment.Fraud;

/// <summary>What the fraud check knows of a customer.</summary>
/// <param name="AccountAgeDays">0 or more.</param>
/// <param name="Transactions">Charges so far, 0 or more.</param>
internal sealed record CustomerFeatures(double AccountAgeDays, long Transactions)
{
    /// <summary>What is assumed of a customer whose features cannot be had: one who has been buying for a year.</summary>
    public static CustomerFeatures Default { get; } = new(365, 5);
}
