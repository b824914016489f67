using ChaosLab.Analytics.Stats;
using Microsoft.Extensions.Options;

namespace ChaosLab.Analytics.Events;

/// <summary>Follows the stream from its beginning and counts each event once, also when the stream is cut, emptied or put back.</summary>
/// <remarks>Used by one thread at a time.</remarks>
internal sealed class OrderEvents(
    IOrderStream stream, OrderStats stats, IOptions<AnalyticsOptions> options, TimeProvider time, ILogger<OrderEvents> logger)
{
    private static readonly TimeSpan RewindCheckInterval = TimeSpan.FromSeconds(1);

    private readonly RememberedEvents remembered = new(options.Value.RememberedEvents);
    private readonly int batchSize = options.Value.BatchSize;
    private StreamId position = StreamId.Start;
    private StreamId furthest = StreamId.Start;
    private bool hasBegun;
    private long lastRewindCheck = time.GetTimestamp();

    /// <summary>Counts the next events.</summary>
    /// <returns>Whether there are probably more.</returns>
    public async Task<bool> AdvanceAsync(CancellationToken cancellationToken)
    {
        var entries = await stream.ReadAfterAsync(position, batchSize, cancellationToken);
        if (!hasBegun)
        {
            stats.BeginAt(entries.Select(OrderEvent.Read).FirstOrDefault(item => item is not null)?.At ?? time.GetUtcNow());
            hasBegun = true;
        }

        foreach (var entry in entries)
            Take(entry);

        if (entries.Count == batchSize || (entries.Count == 0 && await IsRewoundAsync(cancellationToken)))
            return true;

        stats.CaughtUp();
        return false;
    }

    private void Take(StreamEntry entry)
    {
        if (OrderEvent.Read(entry) is not { } item)
        {
            stats.Skipped();
            logger.LogWarning("The stream entry {Id} is no order event and is skipped", entry.Id);
        }
        else if (remembered.IsNew(item, mayBeRepeat: item.IsAgain || entry.Id <= furthest))
        {
            stats.Count(item);
        }

        position = entry.Id;
        if (position > furthest)
            furthest = position;
    }

    // FLUSHALL, or a store put back from a copy: what is new then may have a place before ours.
    private async Task<bool> IsRewoundAsync(CancellationToken cancellationToken)
    {
        if (position == StreamId.Start || time.GetElapsedTime(lastRewindCheck) < RewindCheckInterval)
            return false;

        lastRewindCheck = time.GetTimestamp();
        var newest = await stream.FindNewestAsync(cancellationToken);
        if (newest >= position)
            return false;

        logger.LogWarning("The event stream was emptied or put back (at {Position}, newest {Newest}); it is read again from its beginning, what was counted stays",
            position, newest?.ToString() ?? "none");
        position = StreamId.Start;
        return newest is not null;
    }
}
