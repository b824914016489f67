namespace ChaosLab.ChaosController.Load.Figures;

/// <summary>
/// What became of the requests, by operation: by the second they were due in, for the figures that last, and by the second they
/// ended in, for those of the moment. One thread writes, any may read meanwhile: a reader holds the lock for one second's figures
/// at a time.
/// </summary>
/// <param name="operations">The names of the operations, by their number.</param>
/// <param name="startedAt">The date of time 0.</param>
/// <param name="timeout">How long a request is waited for.</param>
internal sealed class LoadRecord(IReadOnlyList<string> operations, DateTimeOffset startedAt, TimeSpan timeout)
{
    private const long Second = 1_000_000;

    private readonly long _timeout = (long)timeout.TotalMicroseconds;
    private readonly long _late = (long)LoadLimits.MaxLag.TotalMicroseconds;
    private readonly Lock _gate = new();
    private readonly List<Tally?[]> _seconds = [];
    private readonly List<WaitingRequests?[]> _waiting = [];
    private readonly List<EndedRequests?[]> _ended = [];
    private readonly LatencyHistogram _lag = new();

    /// <summary>Those that can change no more, so that telling them again and again costs nothing.</summary>
    private readonly List<LoadSecond> _settled = [];

    public DateTimeOffset StartedAt => startedAt;

    public IReadOnlyList<string> Operations => operations;

    /// <summary>A request was due at <paramref name="at"/>, in µs, and taken up <paramref name="lag"/> µs later.</summary>
    public void Due(long at, int operation, long lag)
    {
        lock (_gate)
        {
            Of(_seconds, at, operation).Due(lag > _late);
            Of(_waiting, at, operation).Begin(at);
            _lag.Add(lag);
        }
    }

    public void Answered(long at, int operation, int status, bool success, long now)
    {
        lock (_gate)
        {
            End(at, operation).Answered(status, success, now - at);
            Of(_ended, now, operation).Answered(now - at, success);
        }
    }

    public void Broken(long at, int operation, long now)
    {
        lock (_gate)
        {
            End(at, operation).Broken(now - at);
            Of(_ended, now, operation).Unanswered(now - at, toTheEnd: false);
        }
    }

    public void TimedOut(long at, int operation, long now)
    {
        lock (_gate)
        {
            End(at, operation).TimedOut(now - at, now - at >= _timeout);
            Of(_ended, now, operation).Unanswered(now - at, now - at >= _timeout);
        }
    }

    public void Unsent(long at, int operation, long now)
    {
        lock (_gate)
        {
            End(at, operation).Unsent(now - at, now - at >= _timeout);
            Of(_ended, now, operation).Unanswered(now - at, now - at >= _timeout);
        }
    }

    /// <summary>The generator's own lateness: its 99th percentile in µs, and the share of the requests that were later than this.</summary>
    public (double P99, double ShareAbove) Lag(TimeSpan limit)
    {
        lock (_gate) return (_lag.Quantile(0.99) ?? 0, _lag.ShareAbove((long)limit.TotalMicroseconds));
    }

    /// <summary>The figures of whole seconds, from the first to before the last, of some operations together, or of all.</summary>
    /// <exception cref="ArgumentException">There is no such operation.</exception>
    public LoadFigures Figures(int first, int last, IReadOnlyCollection<string>? wanted)
    {
        int count;
        lock (_gate) count = _seconds.Count;
        var begin = Math.Max(0, first);
        return Figures(Enumerable.Range(begin, Math.Max(0, Math.Min(last, count) - begin)), wanted);
    }

    /// <summary>The figures of some whole seconds together.</summary>
    /// <param name="seconds">Each once; those outside of the load count nothing.</param>
    /// <param name="wanted">Only these operations; none, or null, means all.</param>
    /// <exception cref="ArgumentException">There is no such operation.</exception>
    public LoadFigures Figures(IEnumerable<int> seconds, IReadOnlyCollection<string>? wanted)
    {
        var only = wanted is { Count: > 0 } ? wanted.Select(IndexOf).ToHashSet() : null;
        var sum = new Tally();
        foreach (var second in seconds)
        {
            lock (_gate)
            {
                if (second < 0 || second >= _seconds.Count) continue;
                foreach (var tally in Chosen(_seconds[second], only)) sum.Add(tally);
            }
        }

        return sum.ToFigures();
    }

    /// <summary>What ended in whole seconds, from the first to before the last, and what waits now, of one operation or of all.</summary>
    /// <param name="first">The first second.</param>
    /// <param name="last">The one after the last.</param>
    /// <param name="operation">Only this one; null means all.</param>
    /// <param name="now">The time, in µs.</param>
    /// <param name="settled">What was due before this time, in µs, has its outcome.</param>
    /// <exception cref="ArgumentException">There is no such operation.</exception>
    public RecentFigures Recent(int first, int last, string? operation, long now, long settled)
    {
        HashSet<int>? only = operation is null ? null : [IndexOf(operation)];
        var (latencies, succeeded, errors, waiting, oldest) = (new Latencies(), 0L, 0L, 0L, 0L);
        for (var second = Math.Max(0, first); second < last; second++)
        {
            lock (_gate)
            {
                if (second >= _ended.Count) break;
                foreach (var ended in Chosen(_ended[second], only))
                {
                    succeeded += ended.Succeeded;
                    errors += ended.Errors;
                    latencies.Add(ended.Latency);
                }
            }
        }

        for (var second = (int)(Math.Max(0, settled) / Second); ; second++)
        {
            lock (_gate)
            {
                if (second >= _waiting.Count) break;
                foreach (var requests in Chosen(_waiting[second], only)) waiting += requests.AddTo(latencies, second * Second, now, ref oldest);
            }
        }

        var latency = latencies.ToFigures();
        return new RecentFigures(succeeded, errors, waiting, TimeSpan.FromMicroseconds(oldest), latency.P50, latency.P95, latency.P99, latency.Max);
    }

    /// <summary>Every second so far.</summary>
    /// <param name="settled">Seconds before this one cannot change any more.</param>
    public IReadOnlyList<LoadSecond> Seconds(int settled)
    {
        lock (_settled)
        {
            int count;
            lock (_gate) count = _seconds.Count;
            while (_settled.Count < Math.Min(settled, count)) _settled.Add(Tell(_settled.Count));
            var all = new List<LoadSecond>(count);
            all.AddRange(_settled);
            while (all.Count < count) all.Add(Tell(all.Count));
            return all;
        }
    }

    private LoadSecond Tell(int second) => new(second, startedAt.AddSeconds(second), Figures(second, second + 1, null));

    private int IndexOf(string operation)
    {
        for (var i = 0; i < operations.Count; i++)
        {
            if (operations[i] == operation) return i;
        }

        throw new ArgumentException($"The load has no operation '{operation}'; it has {string.Join(", ", operations)}.", nameof(operation));
    }

    private static IEnumerable<T> Chosen<T>(T?[] second, HashSet<int>? only) where T : class
    {
        for (var operation = 0; operation < second.Length; operation++)
        {
            if (second[operation] is { } part && only?.Contains(operation) != false) yield return part;
        }
    }

    private Tally End(long at, int operation)
    {
        Of(_waiting, at, operation).End(at);
        return Of(_seconds, at, operation);
    }

    private T Of<T>(List<T?[]> seconds, long at, int operation) where T : class, new()
    {
        var second = (int)(at / Second);
        while (seconds.Count <= second) seconds.Add(new T?[operations.Count]);
        return seconds[second][operation] ??= new T();
    }
}
