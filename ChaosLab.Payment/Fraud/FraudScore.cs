namespace ChaosLab.Payment.Fraud;

/// <summary>How likely a charge is fraud, from 0 to 1; pure.</summary>
/// <remarks>
/// The four parts add up to 0.05 at least, and the more a customer bought, the lower the score, so load never raises it.
/// Up to an amount of 10,000 no customer reaches <see cref="Declined"/>; with the default features no amount does.
/// </remarks>
internal static class FraudScore
{
    /// <summary>From this score on a charge is declined: a new account's first purchase, above 30,000.</summary>
    public const double Declined = 0.95;

    private const double Anyone = 0.05;
    private const double NewAccount = 0.35;
    private const double FewPurchases = 0.25;
    private const double LargeAmount = 0.40;
    private const double NewAccountFadesAfterDays = 30;
    private const double MediumAmount = 10_000;

    /// <summary>Scores a charge; rounded to two decimals.</summary>
    public static double Of(CustomerFeatures features, decimal amount)
    {
        var value = (double)amount;
        var score = Anyone
            + NewAccount * Math.Exp(-features.AccountAgeDays / NewAccountFadesAfterDays)
            + FewPurchases / (1 + features.Transactions)
            + LargeAmount * value / (value + MediumAmount);
        return Math.Round(score, 2);
    }
}
