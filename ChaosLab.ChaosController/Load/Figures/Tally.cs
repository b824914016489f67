namespace ChaosLab.ChaosController.Load.Figures;

/// <summary>Counts of some requests; grows by single outcomes or by other tallies.</summary>
internal sealed class Tally
{
    private readonly LatencyHistogram _latency = new();
    private readonly Dictionary<int, long> _statuses = [];
    private long _due;
    private long _succeeded;
    private long _failed;
    private long _timedOut;
    private long _unsent;

    public void Due() => _due++;

    /// <param name="status">The HTTP status.</param>
    /// <param name="success">Whether it was answered as it should be.</param>
    /// <param name="latency">In µs, from when it was due.</param>
    public void Answered(int status, bool success, long latency)
    {
        if (success) _succeeded++;
        else _failed++;
        _statuses[status] = _statuses.GetValueOrDefault(status) + 1;
        _latency.Add(latency);
    }

    /// <summary>No answer came, or none that can be read.</summary>
    public void Broken() => _failed++;

    public void TimedOut() => _timedOut++;

    public void Unsent() => _unsent++;

    public void Add(Tally other)
    {
        _due += other._due;
        _succeeded += other._succeeded;
        _failed += other._failed;
        _timedOut += other._timedOut;
        _unsent += other._unsent;
        foreach (var (status, count) in other._statuses) _statuses[status] = _statuses.GetValueOrDefault(status) + count;
        _latency.Add(other._latency);
    }

    public LoadFigures ToFigures() => new(
        _due, _succeeded, _failed, _timedOut, _unsent,
        new SortedDictionary<int, long>(_statuses),
        Milliseconds(_latency.Quantile(0.50)),
        Milliseconds(_latency.Quantile(0.95)),
        Milliseconds(_latency.Quantile(0.99)),
        _latency.Count == 0 ? null : Milliseconds(_latency.Max));

    private static double? Milliseconds(double? microseconds) => microseconds is { } value ? Math.Round(value / 1000, 3) : null;
}
