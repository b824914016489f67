using ChaosLab.Payment.Ledger;

namespace ChaosLab.Payment.Charging;

/// <summary>Where a key stands, as <c>GET /charges/{key}</c> shows it; what does not apply is absent.</summary>
internal sealed record ChargeView(string Key, string? PaymentId, string? RefundId, decimal? Amount, EntryKind Status)
{
    public static ChargeView Of(Charge charge) => new(charge.Key, charge.PaymentId, charge.RefundId, charge.Amount, charge.Status);
}
