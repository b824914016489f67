namespace ChaosLab.Web.Orders;

/// <summary>Which status may follow which. Every UPDATE of the store is conditional on this table.</summary>
internal static class OrderTransitions
{
    private static readonly Dictionary<OrderStatus, OrderStatus[]> Sources = new()
    {
        [OrderStatus.Pending] = [OrderStatus.Failed],
        [OrderStatus.Paid] = [OrderStatus.Pending, OrderStatus.Unknown],
        [OrderStatus.Failed] = [OrderStatus.Pending],
        [OrderStatus.Unknown] = [OrderStatus.Pending],
        [OrderStatus.Cancelling] = [OrderStatus.Pending, OrderStatus.Unknown],
        [OrderStatus.Cancelled] = [OrderStatus.Pending, OrderStatus.Unknown, OrderStatus.Cancelling, OrderStatus.Refunding],
        [OrderStatus.Refunding] = [OrderStatus.Paid],
        [OrderStatus.Refunded] = [OrderStatus.Refunding],
    };

    /// <summary>Statuses from which a charge may be attempted.</summary>
    public static IReadOnlyList<OrderStatus> Chargeable { get; } = [OrderStatus.Pending, OrderStatus.Unknown, OrderStatus.Failed];

    /// <summary>Statuses that must not last: the reconciler resolves them.</summary>
    public static IReadOnlyList<OrderStatus> Undecided { get; } =
        [OrderStatus.Pending, OrderStatus.Unknown, OrderStatus.Cancelling, OrderStatus.Refunding];

    /// <summary>The statuses that <paramref name="target"/> may follow.</summary>
    public static IReadOnlyList<OrderStatus> Into(OrderStatus target) => Sources[target];

    public static bool CanMove(OrderStatus from, OrderStatus to) => Sources[to].Contains(from);

    /// <summary>The database's names of the statuses.</summary>
    public static string[] Names(this IEnumerable<OrderStatus> statuses) => [.. statuses.Select(Name)];

    /// <summary>The database's name of the status.</summary>
    public static string Name(this OrderStatus status) => status switch
    {
        OrderStatus.Pending => "pending",
        OrderStatus.Paid => "paid",
        OrderStatus.Failed => "failed",
        OrderStatus.Unknown => "unknown",
        OrderStatus.Cancelling => "cancelling",
        OrderStatus.Cancelled => "cancelled",
        OrderStatus.Refunding => "refunding",
        OrderStatus.Refunded => "refunded",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Not an order status."),
    };
}
