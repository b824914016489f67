namespace ChaosLab.Analytics.Events;

/// <summary>The ids of the events counted last; bounded, so that a long life costs no more memory than a short one.</summary>
internal sealed class RememberedEvents(int capacity)
{
    private readonly HashSet<Guid> ids = [];
    private readonly Queue<OrderEvent> order = new();
    private DateTimeOffset forgottenUpTo = DateTimeOffset.MinValue;

    /// <summary>Whether the event is seen for the first time; it is remembered.</summary>
    /// <param name="item">The event.</param>
    /// <param name="mayBeRepeat">
    /// Whether this part of the stream was read before, or the event was sent before. Then one older than the memory reaches counts as seen:
    /// missing one is better than counting one twice.
    /// </param>
    public bool IsNew(OrderEvent item, bool mayBeRepeat)
    {
        if ((mayBeRepeat && item.At <= forgottenUpTo) || !ids.Add(item.Id))
            return false;

        order.Enqueue(item);
        if (order.Count > capacity)
            Forget(order.Dequeue());
        return true;
    }

    private void Forget(OrderEvent oldest)
    {
        ids.Remove(oldest.Id);
        if (oldest.At > forgottenUpTo)
            forgottenUpTo = oldest.At;
    }
}
