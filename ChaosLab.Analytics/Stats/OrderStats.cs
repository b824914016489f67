using System.Diagnostics.Metrics;
using ChaosLab.Analytics.Events;
using Microsoft.Extensions.Options;

namespace ChaosLab.Analytics.Stats;

/// <summary>The numbers; one thread counts, any may look.</summary>
internal sealed class OrderStats
{
    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly Counter<long> counted;
    private readonly Counter<long> skipped;
    private readonly CountedOrders orders;
    private StatsView view = new(0, 0, 0, 0, 0, null, null);
    private long? caughtUpAt;

    public OrderStats(TimeProvider time, IMeterFactory meters, IOptions<AnalyticsOptions> options)
    {
        this.time = time;
        orders = new(options.Value.CountedOrders);
        var meter = meters.Create("ChaosLab");
        counted = meter.CreateCounter<long>("analytics.events.counted", "{event}", "Order events counted");
        skipped = meter.CreateCounter<long>("analytics.events.skipped", "{entry}", "Stream entries that are no order event");
    }

    /// <summary>The numbers right now.</summary>
    public StatsView View
    {
        get
        {
            lock (gate)
                return view with { Lag = caughtUpAt is { } at ? Math.Round(time.GetElapsedTime(at).TotalSeconds, 3) : null };
        }
    }

    /// <summary>How far what <see cref="CopyCounted"/> gives reaches.</summary>
    public CountedReach Reach
    {
        get
        {
            lock (gate)
                return new(orders.Since, view.LastEventAt);
        }
    }

    /// <inheritdoc cref="CountedOrders.CopyFrom"/>
    public int CopyCounted(ref long from, Span<CountedOrder> into)
    {
        lock (gate)
            return orders.CopyFrom(ref from, into);
    }

    /// <summary>The stream was read for the first time, and its first event, or the reading if there was none, was then.</summary>
    public void BeginAt(DateTimeOffset since)
    {
        lock (gate)
            orders.BeginAt(since);
    }

    /// <summary>Adds an event that was not counted before.</summary>
    public void Count(OrderEvent item)
    {
        lock (gate)
        {
            view = view with
            {
                Events = view.Events + 1,
                LastEventAt = view.LastEventAt > item.At ? view.LastEventAt : item.At,
            };
            view = item.Type switch
            {
                OrderEvent.Placed => view with { Orders = view.Orders + 1, Revenue = view.Revenue + item.Amount },
                OrderEvent.Refunded => view with { Refunds = view.Refunds + 1, Refunded = view.Refunded + item.Amount },
                _ => view,
            };
            orders.Count(item);
        }

        counted.Add(1);
    }

    /// <summary>An entry could not be read as an event.</summary>
    public void Skipped() => skipped.Add(1);

    /// <summary>Everything that was in the stream is counted.</summary>
    public void CaughtUp()
    {
        lock (gate)
            caughtUpAt = time.GetTimestamp();
    }
}
