using Microsoft.Extensions.Logging;

namespace ChaosLab.ServiceDefaults.Resilience;

/// <summary>Logs degradation: the first fallback at once, then a line every <see cref="Interval"/> with how many there were.</summary>
internal sealed class FallbackLog(ILogger logger, TimeProvider time)
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private long _silentUntil = long.MinValue;
    private long _unsaid;

    public void Used(string operation, DependencyException error)
    {
        Interlocked.Increment(ref _unsaid);
        var now = time.GetTimestamp();
        var silentUntil = Volatile.Read(ref _silentUntil);
        if (now < silentUntil) return;

        var next = now + (long)(Interval.TotalSeconds * time.TimestampFrequency);
        if (Interlocked.CompareExchange(ref _silentUntil, next, silentUntil) != silentUntil) return;
        logger.LogWarning("Degraded: {Operation} answered by its fallback ({Count} times since the last such line), because {Reason}",
            operation, Interlocked.Exchange(ref _unsaid, 0), error.Message);
    }
}
