using System.Text.Json.Serialization;

namespace ChaosLab.Web.Orders;

/// <summary>An order as it stands in the database.</summary>
/// <remarks>
/// The id is also the key of its charge at the payment service. The amount is what is charged for the whole order.
/// A payment id is present once paid, a refund id once money went back.
/// </remarks>
internal sealed record Order(
    [property: JsonPropertyName("orderId")] Guid Id,
    string Item,
    decimal Amount,
    int Quantity,
    string Customer,
    OrderStatus Status,
    string? PaymentId,
    string? RefundId,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>Whether the purchase once succeeded, so that its acknowledgement can be repeated.</summary>
    [JsonIgnore]
    public bool WasPaid => Status is OrderStatus.Paid or OrderStatus.Refunding or OrderStatus.Refunded;

    /// <summary>Whether <paramref name="request"/> asks for exactly this order.</summary>
    public bool IsFor(PurchaseRequest request) =>
        Item == request.Item && Amount == request.Amount && Quantity == request.Quantity && Customer == request.Customer;
}
