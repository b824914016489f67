using ChaosLab.ServiceDefaults;

namespace ChaosLab.Web.Outbox;

/// <summary>Notices that Redis lost the stream with all that was in it, and has the outbox send again what it still holds.</summary>
/// <remarks>
/// The stream's data bear a mark that is lost with them, and the outbox knows the mark of the data that it sent to. Used by one thread
/// at a time. The naive profile does not look: what Redis loses before analytics has read it stays lost.
/// </remarks>
internal sealed class StreamWatch(OrderStream stream, OutboxStore outbox, LabProfile profile, TimeProvider time, ILogger<StreamWatch> logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private long lookedAt;

    /// <summary>The mark of the data that the outbox sends to; null when it is not known.</summary>
    public Guid? Mark { get; private set; }

    /// <summary>Looks, if it is time to.</summary>
    /// <returns>Whether it has looked; then there may be lost events to send again, which this or another instance has noticed.</returns>
    /// <exception cref="DependencyException">Redis or Postgres does not answer.</exception>
    public async Task<bool> LookAsync(CancellationToken cancellationToken)
    {
        if (profile.IsNaive || (Mark is not null && time.GetElapsedTime(lookedAt) < Interval))
            return false;

        var mark = await stream.MarkAsync(Guid.NewGuid(), cancellationToken);
        if (mark != Mark && await outbox.AdoptMarkAsync(mark, cancellationToken) is > 0 and var lost)
            logger.LogWarning("The event stream lost its data; {Count} events that the outbox still holds are sent again", lost);

        Mark = mark;
        lookedAt = time.GetTimestamp();
        return true;
    }

    /// <summary>The outbox knows another mark; the next look finds out which.</summary>
    public void Forget() => Mark = null;
}
