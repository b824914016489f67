using ChaosLab.ChaosController.Ledger;

namespace ChaosLab.ChaosController.Load;

/// <summary>Only counts purchases: for a load whose books nobody checks.</summary>
internal sealed class PurchaseCounts : IPurchaseLog
{
    private int _acknowledged;
    private int _refused;
    private int _unknown;

    public int Acknowledged => _acknowledged;

    public int Refused => _refused;

    public int Unknown => _unknown;

    public void Add(Purchase purchase)
    {
        switch (purchase.Outcome)
        {
            case PurchaseOutcome.Ok: Interlocked.Increment(ref _acknowledged); break;
            case PurchaseOutcome.Failed: Interlocked.Increment(ref _refused); break;
            default: Interlocked.Increment(ref _unknown); break;
        }
    }
}
