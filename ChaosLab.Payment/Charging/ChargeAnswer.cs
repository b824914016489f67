using ChaosLab.Payment.Ledger;

namespace ChaosLab.Payment.Charging;

/// <summary>The answer to a charge; the same for every repetition, also after a refund.</summary>
internal sealed record ChargeAnswer(string PaymentId, string Key, string Status, FraudNote? Fraud)
{
    public static ChargeAnswer Of(Charge charge) => new(charge.PaymentId!, charge.Key, "charged", charge.Fraud);
}
