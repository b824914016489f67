using System.Globalization;

namespace ChaosLab.Analytics.Events;

/// <summary>Something that happened to an order.</summary>
/// <param name="Id">The same however often the event is delivered.</param>
/// <param name="Type"><see cref="Placed"/>, <see cref="Refunded"/>, or one that is not known here.</param>
/// <param name="OrderId">The order.</param>
/// <param name="Amount">What the customer paid or got back.</param>
/// <param name="At">When it happened, UTC.</param>
/// <param name="IsAgain">Whether its sender knows that it sent it before, because the stream had lost its data.</param>
internal sealed record OrderEvent(Guid Id, string Type, Guid OrderId, decimal Amount, DateTimeOffset At, bool IsAgain = false)
{
    public const string Placed = "order.placed";
    public const string Refunded = "order.refunded";

    /// <summary>Reads an entry; null when it is no event.</summary>
    public static OrderEvent? Read(StreamEntry entry)
    {
        var fields = entry.Fields;
        if (!Guid.TryParse(fields.GetValueOrDefault("id"), out var id)
            || fields.GetValueOrDefault("type") is not { Length: > 0 } type
            || !Guid.TryParse(fields.GetValueOrDefault("orderId"), out var orderId)
            || !decimal.TryParse(fields.GetValueOrDefault("amount"), NumberStyles.Number, CultureInfo.InvariantCulture, out var amount)
            || !DateTimeOffset.TryParse(fields.GetValueOrDefault("at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at))
            return null;

        return new(id, type, orderId, amount, at, IsAgain: fields.ContainsKey("again"));
    }
}
