using System.Diagnostics;
using ChaosLab.ServiceDefaults;
using ChaosLab.Web.Payments;

namespace ChaosLab.Web.Orders;

/// <summary>Takes an order back: accepts the return, refunds the charge, settles it. Repeating it gives the same answer.</summary>
internal sealed class ReturnHandler(OrderStore orders, PaymentClient payments, RefundSettlement settlement, ILogger<ReturnHandler> logger)
{
    private readonly SingleFlight<Guid, IResult> flights = new();

    /// <exception cref="DependencyException">Postgres does not answer; an accepted return is completed by the reconciler.</exception>
    public Task<IResult> HandleAsync(ReturnRequest request) =>
        Guid.TryParse(request.OrderId, out var id)
            ? flights.RunAsync(id, () => ReturnAsync(id))
            : Task.FromResult(CheckoutAnswers.UnknownOrder(request.OrderId));

    private async Task<IResult> ReturnAsync(Guid id)
    {
        Activity.Current?.SetTag("order.id", id);
        if (await orders.FindAsync(id) is not { } order)
            return CheckoutAnswers.UnknownOrder(id.ToString());

        if (order.Status == OrderStatus.Paid)
            order = await orders.BeginRefundAsync(id);

        return CheckoutAnswers.Return(order.Status == OrderStatus.Refunding ? await RefundAsync(order) : order);
    }

    private async Task<Order> RefundAsync(Order order)
    {
        RefundResult refund;
        try
        {
            refund = await payments.RefundAsync(order.Id);
        }
        catch (Exception e) when (e is DependencyException { Dependency: PaymentClient.Dependency } or DependencyRejectedException)
        {
            logger.LogWarning("The refund of order {OrderId} is open: {Error}; the reconciler completes it", order.Id, e.Message);
            return order;
        }

        return await settlement.CompleteAsync(order, refund);
    }
}
