namespace ChaosLab.ChaosController.Telemetry;

/// <summary>Keeps the newest records of one signal, by number and by text; counts what gave way. Thread-safe.</summary>
/// <param name="capacity">The most records.</param>
/// <param name="characters">The most text of all records together.</param>
/// <param name="timeOf">When a record happened.</param>
/// <param name="textOf">How many characters a record holds.</param>
internal sealed class TelemetryRing<T>(int capacity, long characters, Func<T, DateTimeOffset> timeOf, Func<T, int> textOf)
{
    private readonly Lock _gate = new();
    private readonly Queue<T> _kept = new();
    private long _text;
    private long _received;
    private long _dropped;
    private DateTimeOffset _newestDropped = DateTimeOffset.MinValue;

    /// <summary>How many records are kept.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _kept.Count;
        }
    }

    /// <summary>How many records ever came.</summary>
    public long Received => Interlocked.Read(ref _received);

    /// <summary>How many of them gave way to newer ones.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    public void Add(IReadOnlyCollection<T> records)
    {
        lock (_gate)
        {
            foreach (var record in records)
            {
                _kept.Enqueue(record);
                _text += textOf(record);
                _received++;
                while (_kept.Count > capacity || (_text > characters && _kept.Count > 0)) DropOldest();
            }
        }
    }

    /// <summary>The records of a time, both ends included, in the order of their arrival.</summary>
    public IReadOnlyList<T> Between(DateTimeOffset from, DateTimeOffset to)
    {
        lock (_gate) return [.. _kept.Where(record => timeOf(record) >= from && timeOf(record) <= to)];
    }

    /// <summary>How many records may be missing from a time that began at <paramref name="from"/>: 0 while all that gave way was older.</summary>
    public long DroppedSince(DateTimeOffset from)
    {
        lock (_gate) return _newestDropped >= from ? _dropped : 0;
    }

    private void DropOldest()
    {
        var oldest = _kept.Dequeue();
        _text -= textOf(oldest);
        _dropped++;
        if (timeOf(oldest) > _newestDropped) _newestDropped = timeOf(oldest);
    }
}
