using ChaosLab.Analytics.Events;

namespace ChaosLab.Analytics.Stats;

/// <summary>How often the events of an order were counted; once each, if all is well.</summary>
/// <param name="Id">The order.</param>
/// <param name="Placed">Times it was counted as placed.</param>
/// <param name="Refunds">Times it was counted as refunded.</param>
/// <param name="Newest">When the newest of these events happened, UTC.</param>
internal readonly record struct CountedOrder(Guid Id, int Placed, int Refunds, DateTime Newest)
{
    /// <summary>With one more event.</summary>
    public CountedOrder With(OrderEvent item) => this with
    {
        Placed = Placed + (item.Type == OrderEvent.Placed ? 1 : 0),
        Refunds = Refunds + (item.Type == OrderEvent.Refunded ? 1 : 0),
        Newest = item.At.UtcDateTime > Newest ? item.At.UtcDateTime : Newest,
    };
}
