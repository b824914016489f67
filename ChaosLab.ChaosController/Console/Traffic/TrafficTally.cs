using ChaosLab.ChaosController.Load;
using ChaosLab.ChaosController.Telemetry;

namespace ChaosLab.ChaosController.Console.Traffic;

/// <summary>Counts customers' requests by the second in which they ended; the last hour is kept. Thread-safe.</summary>
/// <remarks>Spans come half a second late and more, so a second goes on changing after it is over.</remarks>
internal sealed class TrafficTally(TimeProvider time)
{
    /// <summary>Seconds whose counts are kept: an hour.</summary>
    public const int Kept = 3600;

    /// <summary>Seconds whose latencies are kept, too.</summary>
    public const int Shown = 300;

    // Clocks of one machine; a span that ends later than this is wrong.
    private const int Ahead = 2;

    private readonly Lock _gate = new();
    private readonly TallySecond?[] _seconds = new TallySecond?[Kept + Ahead + 1];
    private readonly long _first = time.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>Counts the customers' requests among these spans; each costs the same, however many are kept.</summary>
    public void Add(IReadOnlyCollection<SpanRecord> spans)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        lock (_gate)
        {
            foreach (var span in spans)
            {
                if (!CustomerRequest.Is(span)) continue;
                var second = (span.Start + span.Duration).ToUnixTimeSeconds();
                if (second < _first || second <= now - Shown || second > now + Ahead) continue;
                At(second).Add(span.Duration, CustomerRequest.Failed(span));
            }
        }
    }

    /// <summary>Closes seconds, with what the gateway counted in them.</summary>
    /// <param name="first">The first one.</param>
    /// <param name="end">The one after the last.</param>
    /// <param name="rise">Null where no gateway told: spans and the load must do.</param>
    public void Close(long first, long end, GatewayRise? rise)
    {
        lock (_gate)
        {
            for (var second = Math.Max(first, end - Kept); second < end; second++)
            {
                // A look that came late counts for all the seconds since the one before.
                var left = end - second;
                var share = rise is null ? null : new GatewayRise(rise.Requests / left, rise.Errors / left);
                At(second).Close(share);
                if (share is not null) rise = new GatewayRise(rise!.Requests - share.Requests, rise.Errors - share.Errors);
                Find(second - Shown)?.ForgetLatency();
            }
        }
    }

    /// <summary>Adds what the lab's own load saw end in some seconds.</summary>
    /// <param name="first">The first one.</param>
    /// <param name="end">The one after the last.</param>
    /// <param name="load">All of them together.</param>
    public void Add(long first, long end, LoadCounts load)
    {
        lock (_gate)
        {
            for (var second = Math.Max(first, end - Kept); second < end; second++)
            {
                var share = load.Share(end - second);
                At(second).Add(share);
                load = load.Since(share);
            }
        }
    }

    /// <summary>The last seconds that are over, the oldest first; none from before this service began.</summary>
    /// <param name="count">At most <see cref="Shown"/>.</param>
    public IReadOnlyList<TrafficSecond> Last(int count)
    {
        var end = time.GetUtcNow().ToUnixTimeSeconds();
        lock (_gate)
        {
            var begin = Math.Max(_first, end - count);
            var told = new List<TrafficSecond>();
            for (var second = begin; second < end; second++)
            {
                if (Find(second) is { } found) told.Add(found.Tell());
            }

            return told;
        }
    }

    /// <summary>Requests and errors of the last seconds that are over.</summary>
    /// <param name="count">At most <see cref="Kept"/>.</param>
    public (long Requests, long Errors) Sum(int count)
    {
        var end = time.GetUtcNow().ToUnixTimeSeconds();
        lock (_gate)
        {
            long requests = 0, errors = 0;
            for (var second = Math.Max(_first, end - count); second < end; second++)
            {
                if (Find(second) is not { } found) continue;
                requests += found.Requests;
                errors += found.Errors;
            }

            return (requests, errors);
        }
    }

    private TallySecond? Find(long second) => second >= 0 && _seconds[second % _seconds.Length] is { } found && found.Number == second ? found : null;

    private TallySecond At(long second)
    {
        if (Find(second) is { } found) return found;
        return _seconds[second % _seconds.Length] = new TallySecond(second);
    }
}
