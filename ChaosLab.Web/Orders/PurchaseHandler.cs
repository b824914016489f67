using System.Diagnostics;
using ChaosLab.Web.Outbox;
using ChaosLab.Web.Payments;

namespace ChaosLab.Web.Orders;

/// <summary>Buys: writes the order, charges it, settles it. Nothing is held open between these steps.</summary>
/// <remarks>
/// Equal keys meet in three places: here while they run in one process, at the unique key in the database, and at the payment
/// service, where the order's id is the key of the charge. A purchase that has begun runs to its end even if the client leaves.
/// </remarks>
internal sealed class PurchaseHandler(
    OrderStore orders,
    PaymentClient payments,
    OutboxSignal outbox,
    TimeProvider time,
    ILogger<PurchaseHandler> logger)
{
    private readonly SingleFlight<(string Key, PurchaseRequest Request), IResult> flights = new();

    /// <exception cref="ServiceDefaults.DependencyException">Postgres does not answer; whatever is open, the reconciler resolves.</exception>
    public Task<IResult> HandleAsync(PurchaseRequest request, string? key) =>
        key is null ? BuyAsync(request, null) : flights.RunAsync((key, request), () => BuyAsync(request, key));

    private async Task<IResult> BuyAsync(PurchaseRequest request, string? key)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        var order = await orders.OpenAsync(id, key, request);
        Activity.Current?.SetTag("order.id", order.Id);

        if (order.Id != id)
        {
            if (!order.IsFor(request))
                return CheckoutAnswers.KeyReused();

            (order, var mayCharge) = await orders.JoinAsync(order.Id);
            if (!mayCharge)
                return CheckoutAnswers.Purchase(order);
        }

        var charge = await payments.ChargeAsync(order.Id, order.Amount, order.Customer);
        order = await RecordAsync(order, charge);
        Activity.Current?.SetTag("order.status", order.Status.Name());

        return charge is ChargeResult.NotCharged { Overloaded: true } && order.Status == OrderStatus.Failed
            ? CheckoutLimit.Overloaded()
            : CheckoutAnswers.Purchase(order);
    }

    private async Task<Order> RecordAsync(Order order, ChargeResult charge)
    {
        switch (charge)
        {
            case ChargeResult.Charged charged:
                var settled = await orders.SettlePaidAsync(order.Id, charged.PaymentId);
                outbox.Wake();
                return settled;

            case ChargeResult.Voided:
                logger.LogWarning("Order {OrderId} is cancelled: its charge was voided before", order.Id);
                return await orders.CancelAsync(order.Id);

            case ChargeResult.NotCharged:
                logger.LogWarning("Order {OrderId} was not charged: the payment service is unavailable", order.Id);
                return await orders.CloseChargeAsync(order.Id);

            default:
                logger.LogWarning("Order {OrderId} may have been charged: the payment service did not answer; the reconciler finds out", order.Id);
                return await orders.MarkUnknownAsync(order.Id);
        }
    }
}
