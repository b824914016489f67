using System.Text.Json.Serialization;

namespace ChaosLab.Web.Orders;

/// <summary>Where an order stands. The names in the database and in JSON are the lower-case member names.</summary>
[JsonConverter(typeof(OrderStatusConverter))]
internal enum OrderStatus
{
    /// <summary>Written; the charge is being made.</summary>
    Pending,

    /// <summary>Charged, and acknowledged or about to be.</summary>
    Paid,

    /// <summary>Certainly not charged; the same idempotency key may try again.</summary>
    Failed,

    /// <summary>May have been charged; the reconciler finds out.</summary>
    Unknown,

    /// <summary>The reconciler has decided against the order and is voiding or refunding its charge.</summary>
    Cancelling,

    /// <summary>Not charged, or charged and refunded, and it stays so.</summary>
    Cancelled,

    /// <summary>A return was accepted; the money is on its way back.</summary>
    Refunding,

    /// <summary>Returned, money back.</summary>
    Refunded,
}

/// <summary>Writes statuses in lower case.</summary>
internal sealed class OrderStatusConverter() : JsonStringEnumConverter<OrderStatus>(System.Text.Json.JsonNamingPolicy.CamelCase);
