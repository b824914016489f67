using ChaosLab.Payment.Ledger;

namespace ChaosLab.Payment.Charging;

/// <summary>The answer to a refund: the money is back ("refunded"), or was never taken and never will be ("voided").</summary>
internal sealed record RefundAnswer(string? RefundId, string Key, EntryKind Status)
{
    public static RefundAnswer Of(Charge charge) => new(charge.RefundId, charge.Key, charge.Status);
}
