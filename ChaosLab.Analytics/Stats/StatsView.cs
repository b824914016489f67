namespace ChaosLab.Analytics.Stats;

/// <summary>The numbers as <c>GET /stats</c> shows them.</summary>
/// <param name="Orders">Orders placed.</param>
/// <param name="Revenue">What was paid for them.</param>
/// <param name="Refunds">Orders given back.</param>
/// <param name="Refunded">What was paid back.</param>
/// <param name="Events">Events counted, of any type.</param>
/// <param name="LastEventAt">When the newest of them happened; null before the first.</param>
/// <param name="Lag">Seconds since the numbers were last known to be complete; null before the first time.</param>
internal sealed record StatsView(
    long Orders, decimal Revenue, long Refunds, decimal Refunded, long Events, DateTimeOffset? LastEventAt, double? Lag);
