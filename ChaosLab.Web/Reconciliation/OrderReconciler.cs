using ChaosLab.ServiceDefaults;
using ChaosLab.Web.Orders;
using ChaosLab.Web.Outbox;
using ChaosLab.Web.Payments;

namespace ChaosLab.Web.Reconciliation;

/// <summary>Decides one undecided order by what the payment service knows: finally charged or given back, never both, never neither.</summary>
/// <remarks>
/// An order is claimed as cancelling before its charge is voided. From then on a purchase that is still under way cannot settle it
/// as paid, and a charge that arrives late at the payment service meets the void.
/// </remarks>
internal sealed class OrderReconciler(
    OrderStore orders, PaymentClient payments, RefundSettlement settlement, OutboxSignal outbox, ILogger<OrderReconciler> logger)
{
    /// <summary>Decides the order, as far as payment and database allow now.</summary>
    /// <exception cref="DependencyException">One of them does not answer; the order stays undecided.</exception>
    public async Task ReconcileAsync(Order order, CancellationToken cancellationToken)
    {
        var decided = order.Status switch
        {
            OrderStatus.Pending or OrderStatus.Unknown => await FindOutAsync(order, cancellationToken),
            OrderStatus.Cancelling => await CancelAsync(order, cancellationToken),
            OrderStatus.Refunding => await settlement.CompleteAsync(order, await payments.RefundAsync(order.Id, cancellationToken)),
            _ => order,
        };

        logger.LogInformation("Order {OrderId} was {Before} and is now {After}", order.Id, order.Status.Name(), decided.Status.Name());
    }

    private async Task<Order> FindOutAsync(Order order, CancellationToken cancellationToken)
    {
        var charge = await payments.FindChargeAsync(order.Id, cancellationToken);
        if (charge is { Status: ChargeStatus.Charged, PaymentId: { } paymentId })
        {
            var settled = await orders.SettlePaidAsync(order.Id, paymentId);
            outbox.Wake();
            return settled;
        }

        var claimed = await orders.BeginCancelAsync(order.Id);
        return claimed.Status == OrderStatus.Cancelling ? await CancelAsync(claimed, cancellationToken) : claimed;
    }

    private async Task<Order> CancelAsync(Order order, CancellationToken cancellationToken) =>
        await payments.RefundAsync(order.Id, cancellationToken) is RefundResult.Refunded refunded
            ? await orders.CancelAsync(order.Id, refunded.RefundId)
            : await orders.CancelAsync(order.Id);
}
