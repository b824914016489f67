namespace ChaosLab.ChaosController.Load.Figures;

/// <summary>
/// What became of the requests, by the second they were due in and by operation. One thread writes, any may read
/// meanwhile: a reader holds the lock for one second's figures at a time.
/// </summary>
/// <param name="operations">The names of the operations, by their number.</param>
/// <param name="startedAt">The date of time 0.</param>
internal sealed class LoadRecord(IReadOnlyList<string> operations, DateTimeOffset startedAt)
{
    private const long Second = 1_000_000;

    private readonly Lock _gate = new();
    private readonly List<Tally?[]> _seconds = [];
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
            Of(at, operation).Due();
            _lag.Add(lag);
        }
    }

    public void Answered(long at, int operation, int status, bool success, long latency)
    {
        lock (_gate) Of(at, operation).Answered(status, success, latency);
    }

    public void Broken(long at, int operation)
    {
        lock (_gate) Of(at, operation).Broken();
    }

    public void TimedOut(long at, int operation)
    {
        lock (_gate) Of(at, operation).TimedOut();
    }

    public void Unsent(long at, int operation)
    {
        lock (_gate) Of(at, operation).Unsent();
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
        var only = wanted is { Count: > 0 } ? wanted.Select(IndexOf).ToHashSet() : null;
        var sum = new Tally();
        for (var second = Math.Max(0, first); second < last; second++)
        {
            lock (_gate)
            {
                if (second >= _seconds.Count) break;
                AddTo(sum, _seconds[second], only);
            }
        }

        return sum.ToFigures();
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

    private static void AddTo(Tally sum, Tally?[] second, HashSet<int>? only)
    {
        for (var operation = 0; operation < second.Length; operation++)
        {
            if (second[operation] is { } tally && only?.Contains(operation) != false) sum.Add(tally);
        }
    }

    private Tally Of(long at, int operation)
    {
        var second = (int)(at / Second);
        while (_seconds.Count <= second) _seconds.Add(new Tally?[operations.Count]);
        return _seconds[second][operation] ??= new Tally();
    }
}
