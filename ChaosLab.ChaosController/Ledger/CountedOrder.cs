namespace ChaosLab.ChaosController.Ledger;

/// <summary>How often analytics has counted the events of an order; once each, if all is well.</summary>
/// <param name="Placed">Times it was counted as placed.</param>
/// <param name="Refunds">Times it was counted as refunded.</param>
internal sealed record CountedOrder(int Placed, int Refunds)
{
    public static CountedOrder None { get; } = new(0, 0);
}
