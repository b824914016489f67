using System.Globalization;
using static ChaosLab.ChaosController.Ledger.BookedOrderStatus;
using static ChaosLab.ChaosController.Ledger.FindingKind;

namespace ChaosLab.ChaosController.Ledger;

/// <summary>What must hold between a purchase, its one order and the charge of that order; the first rule that is broken is told.</summary>
internal static class OrderRules
{
    /// <summary>Judges a purchase that has exactly one order.</summary>
    /// <param name="purchase">As the client saw it.</param>
    /// <param name="order">Its order.</param>
    /// <param name="charge">The charge of that order.</param>
    /// <param name="giveBack">The client's attempt to give it back, or null.</param>
    /// <param name="stillBuying">Whether returns may have gone on between the reading of the order and that of its charge.</param>
    public static Finding? Judge(Purchase purchase, BookedOrder order, ChargeState charge, ReturnAttempt? giveBack, bool stillBuying = false)
        => (charge, purchase.Outcome) switch
        {
            ({ Charges.Count: > 1 }, _) => new(Duplicated, $"The order was charged {charge.Charges.Count} times."),
            ({ Refunds: > 1 }, _) => new(Duplicated, $"Its money was given back {charge.Refunds} times."),
            (_, PurchaseOutcome.Ok) => Acknowledged(purchase, order, charge, giveBack, stillBuying),
            (_, PurchaseOutcome.Failed) => Refused(order, charge),
            _ => Open(purchase, order, charge, giveBack, stillBuying),
        };

    private static Finding? Acknowledged(Purchase purchase, BookedOrder order, ChargeState charge, ReturnAttempt? giveBack, bool stillBuying)
    {
        if (purchase.OrderId is { } id && !id.Equals(order.Id, StringComparison.OrdinalIgnoreCase))
            return new(Lost, $"The order {id} was acknowledged; the key now belongs to {order.Id}.");
        if (charge.Charges.Count == 0) return new(Lost, $"It was acknowledged, but payment holds no charge of it; the order is {Name(order)}.");

        var paymentId = charge.Charges[0].PaymentId;
        if (purchase.PaymentId is { } acknowledged && acknowledged != paymentId)
            return new(Lost, $"The payment {acknowledged} was acknowledged; payment's ledger has {paymentId ?? "none"} instead.");

        return order.Status switch
        {
            Failed or Cancelling or Cancelled => new(Lost, $"It was acknowledged, but the order is {Name(order)}."),
            Pending or Unknown when !charge.Stands => new(Lost, $"It was acknowledged, but the charge is refunded and the order is {Name(order)}."),
            Pending or Unknown => new(Stale, $"It was acknowledged and charged, but the order is still {Name(order)}."),
            _ => Settled(purchase, order, charge, giveBack, stillBuying),
        };
    }

    // The reconciler may give back what it found charged after the refusal: then no charge stays, which is right.
    private static Finding? Refused(BookedOrder order, ChargeState charge) => order.Status switch
    {
        Cancelling => Undecided(order),
        _ when charge.Stands => new(Phantom, $"It was refused, but the charge {charge.Charges[0].PaymentId} stands; the order is {Name(order)}."),
        Paid or Refunding or Refunded => new(Phantom, $"It was refused, but the order is {Name(order)}."),
        Pending or Unknown => Undecided(order),
        _ => null,
    };

    private static Finding? Open(Purchase purchase, BookedOrder order, ChargeState charge, ReturnAttempt? giveBack, bool stillBuying) => order.Status switch
    {
        Pending or Unknown or Cancelling => Undecided(order),
        Failed or Cancelled => charge.Stands
            ? new(Phantom, $"The order is {Name(order)}, but its charge {charge.Charges[0].PaymentId} stands.")
            : null,
        _ when charge.Charges.Count == 0 => new(Lost, $"The order is {Name(order)}, but payment holds no charge of it."),
        _ => Settled(purchase, order, charge, giveBack, stillBuying),
    };

    // The order is paid, refunding or refunded, and was charged once.
    private static Finding? Settled(Purchase purchase, BookedOrder order, ChargeState charge, ReturnAttempt? giveBack, bool stillBuying)
    {
        if (order.Amount != purchase.Amount || charge.Charges[0].Amount != purchase.Amount)
        {
            return new(Phantom, string.Create(CultureInfo.InvariantCulture,
                $"{purchase.Amount} was bought; the order says {order.Amount} and the charge {charge.Charges[0].Amount}: nobody bought that."));
        }

        if (order.PaymentId is { } noted && noted != charge.Charges[0].PaymentId)
            return new(Phantom, $"The order names the payment {noted}, which payment's ledger does not have; it has {charge.Charges[0].PaymentId}.");

        if (order.Status == Paid)
        {
            return (charge.Stands, giveBack) switch
            {
                (false, not null) when stillBuying => new(Stale, "Its money is back, but the order was still paid when it was read."),
                (false, _) => new(Lost, "The order is paid, but its charge was refunded."),
                (_, { Acknowledged: true }) => new(Lost, "Its return was acknowledged, but it is still charged and the order paid."),
                _ => order.UnsentEvents > 0 ? Unsent(order) : null,
            };
        }

        if (giveBack is null) return new(Lost, $"Nobody gave it back, but the order is {Name(order)}.");
        if (order.Status == Refunding) return Undecided(order);
        if (charge.Stands) return new(Lost, "The order is refunded, but payment did not give the money back.");
        return order.UnsentEvents > 0 ? Unsent(order) : null;
    }

    private static Finding Undecided(BookedOrder order) => new(Stale, $"The order is still {Name(order)}.");

    private static Finding Unsent(BookedOrder order)
        => new(Stale, $"{order.UnsentEvents} of its events {(order.UnsentEvents == 1 ? "is" : "are")} still in the outbox, unknown to analytics.");

    private static string Name(BookedOrder order) => order.Status.ToString().ToLowerInvariant();
}
