namespace ChaosLab.Web.Orders;

/// <summary>A row of <c>orders</c>, as Dapper fills it.</summary>
internal sealed class OrderRow
{
    /// <summary>The columns in SQL.</summary>
    public const string Columns = """
        id AS "Id", item AS "Item", amount AS "Amount", quantity AS "Quantity", customer AS "Customer", status AS "Status",
        payment_id AS "PaymentId", refund_id AS "RefundId", created_at AS "CreatedAt", updated_at AS "UpdatedAt"
        """;

    public Guid Id { get; init; }

    public string Item { get; init; } = "";

    public decimal Amount { get; init; }

    public int Quantity { get; init; }

    public string Customer { get; init; } = "";

    public string Status { get; init; } = "";

    public string? PaymentId { get; init; }

    public string? RefundId { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime UpdatedAt { get; init; }

    public Order ToOrder() =>
        new(Id, Item, Amount, Quantity, Customer, Enum.Parse<OrderStatus>(Status, ignoreCase: true), PaymentId, RefundId, CreatedAt, UpdatedAt);
}
