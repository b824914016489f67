namespace ChaosLab.ChaosController.Load.Figures;

/// <summary>Counts of some requests; grows by single outcomes or by other tallies.</summary>
internal sealed class Tally
{
    private readonly Latencies _latency = new();
    private readonly Dictionary<int, long> _statuses = [];
    private long _due;
    private long _late;
    private long _succeeded;
    private long _failed;
    private long _timedOut;
    private long _unsent;

    /// <param name="late">Whether the generator itself took it up too late.</param>
    public void Due(bool late)
    {
        _due++;
        if (late) _late++;
    }

    /// <param name="status">The HTTP status.</param>
    /// <param name="success">Whether it was answered as it should be.</param>
    /// <param name="latency">In µs, from when it was due.</param>
    public void Answered(int status, bool success, long latency)
    {
        if (success) _succeeded++;
        else _failed++;
        _statuses[status] = _statuses.GetValueOrDefault(status) + 1;
        _latency.Took(latency);
    }

    /// <summary>No answer came, or none that can be read.</summary>
    /// <param name="waited">In µs, from when it was due.</param>
    public void Broken(long waited)
    {
        _failed++;
        _latency.WasCut(waited);
    }

    /// <param name="waited">In µs, from when it was due.</param>
    /// <param name="toTheEnd">Whether that is all of the time-out; false when the load was cut short.</param>
    public void TimedOut(long waited, bool toTheEnd)
    {
        _timedOut++;
        GivenUp(waited, toTheEnd);
    }

    /// <inheritdoc cref="TimedOut"/>
    public void Unsent(long waited, bool toTheEnd)
    {
        _unsent++;
        GivenUp(waited, toTheEnd);
    }

    public void Add(Tally other)
    {
        _due += other._due;
        _late += other._late;
        _succeeded += other._succeeded;
        _failed += other._failed;
        _timedOut += other._timedOut;
        _unsent += other._unsent;
        foreach (var (status, count) in other._statuses) _statuses[status] = _statuses.GetValueOrDefault(status) + count;
        _latency.Add(other._latency);
    }

    public LoadFigures ToFigures()
    {
        var latency = _latency.ToFigures();
        return new LoadFigures(
            _due, _succeeded, _failed, _timedOut, _unsent, new SortedDictionary<int, long>(_statuses), latency.P50, latency.P95, latency.P99, latency.Max, _late);
    }

    private void GivenUp(long waited, bool toTheEnd)
    {
        if (toTheEnd) _latency.Took(waited);
        else _latency.WasCut(waited);
    }
}
