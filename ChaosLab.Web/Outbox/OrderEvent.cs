using System.Globalization;

namespace ChaosLab.Web.Outbox;

/// <summary>What other services are told about an order.</summary>
/// <remarks>
/// The sequence number is its place in the outbox. The id is the same each time the event is sent, so that receivers can drop
/// repetitions; one that was sent before, to data that Redis lost, says so. The type is <see cref="Placed"/> or <see cref="Refunded"/>.
/// </remarks>
internal sealed record OrderEvent(
    long Seq, Guid Id, string Type, Guid OrderId, decimal Amount, string Customer, string Item, DateTime At, bool IsAgain)
{
    public const string Placed = "order.placed";
    public const string Refunded = "order.refunded";

    /// <summary>The fields of the stream entry, names and values in turn.</summary>
    public IReadOnlyList<string> Fields =>
    [
        "id", Id.ToString("D"),
        "type", Type,
        "orderId", OrderId.ToString("D"),
        "amount", Amount.ToString(CultureInfo.InvariantCulture),
        "customer", Customer,
        "item", Item,
        "at", At.ToString("O", CultureInfo.InvariantCulture),
        .. IsAgain ? (string[])["again", "1"] : [],
    ];
}
