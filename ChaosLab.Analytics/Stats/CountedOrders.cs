using ChaosLab.Analytics.Events;

namespace ChaosLab.Analytics.Stats;

/// <summary>The orders counted last, and how often each was counted; bounded, and it says from when on it knows them all.</summary>
/// <remarks>Some 70 bytes an order. Not thread-safe: <see cref="OrderStats"/> guards it.</remarks>
internal sealed class CountedOrders(int capacity)
{
    private readonly Dictionary<Guid, int> slots = [];

    // A ring: the order counted as the n-th is at n modulo the capacity.
    private readonly List<CountedOrder> ring = [];
    private long next;

    /// <summary>
    /// Orders whose events are newer are all here, as far as they were ever in the stream; of older ones some may be missing.
    /// Null before the stream was read for the first time.
    /// </summary>
    public DateTimeOffset? Since { get; private set; }

    /// <summary>Says how far back the stream went when it was read for the first time.</summary>
    public void BeginAt(DateTimeOffset since) => Since ??= since;

    /// <summary>Notes that an event was counted.</summary>
    public void Count(OrderEvent item)
    {
        if (item.Type is not (OrderEvent.Placed or OrderEvent.Refunded))
            return;

        if (!slots.TryGetValue(item.OrderId, out var slot))
            slots[item.OrderId] = slot = Take(item.OrderId);
        ring[slot] = ring[slot].With(item);
    }

    /// <summary>Copies orders in the order in which they were counted first.</summary>
    /// <param name="from">The number of the first one, from 0; a forgotten one is passed over. Afterwards the number of the next.</param>
    /// <param name="into">Where to.</param>
    /// <returns>How many; 0 at the end.</returns>
    public int CopyFrom(ref long from, Span<CountedOrder> into)
    {
        from = Math.Max(from, next - ring.Count);
        var count = (int)Math.Min(into.Length, next - from);
        for (var i = 0; i < count; i++)
            into[i] = ring[(int)((from + i) % capacity)];
        from += count;
        return count;
    }

    private int Take(Guid id)
    {
        var slot = (int)(next++ % capacity);
        if (slot == ring.Count)
        {
            ring.Add(new(id, 0, 0, default));
            return slot;
        }

        var oldest = ring[slot];
        slots.Remove(oldest.Id);
        if (!(Since >= oldest.Newest))
            Since = oldest.Newest;
        ring[slot] = new(id, 0, 0, default);
        return slot;
    }
}
