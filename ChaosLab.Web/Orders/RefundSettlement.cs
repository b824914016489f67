using ChaosLab.Web.Outbox;
using ChaosLab.Web.Payments;

namespace ChaosLab.Web.Orders;

/// <summary>The last step of a return, taken by whoever got the payment service's answer first.</summary>
internal sealed class RefundSettlement(OrderStore orders, OutboxSignal outbox, ILogger<RefundSettlement> logger)
{
    /// <summary>Writes down that the money of an accepted return is back.</summary>
    public async Task<Order> CompleteAsync(Order order, RefundResult refund)
    {
        if (refund is not RefundResult.Refunded refunded)
        {
            logger.LogError("Order {OrderId} was paid, yet the payment service knows no charge of it; it is cancelled", order.Id);
            return await orders.CancelAsync(order.Id);
        }

        var settled = await orders.SettleRefundedAsync(order.Id, refunded.RefundId);
        outbox.Wake();
        return settled;
    }
}
