namespace ChaosLab.ChaosController.Telemetry;

/// <summary>Keeps the newest records of one signal, by number and by memory; counts what gave way. Thread-safe.</summary>
/// <param name="capacity">The most records.</param>
/// <param name="bytes">The most memory of all records together, as <paramref name="bytesOf"/> tells it.</param>
/// <param name="timeOf">When a record happened.</param>
/// <param name="bytesOf">What a record takes when it shares nothing with others.</param>
internal sealed class TelemetryRing<T>(int capacity, long bytes, Func<T, DateTimeOffset> timeOf, Func<T, int> bytesOf)
{
    private const int LeastPlaces = 256;

    // So many are copied while the lock is held: some microseconds.
    private const int Block = 512;

    private readonly Lock _gate = new();
    private T[] _places = new T[Math.Min(capacity, LeastPlaces)];

    // Records are numbered as they come; number n is at place n modulo the number of places.
    private long _oldest;
    private long _next;
    private long _bytes;
    private DateTimeOffset _newestDropped = DateTimeOffset.MinValue;

    /// <summary>The most records it keeps.</summary>
    public int Capacity => capacity;

    /// <summary>How many records are kept.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return (int)(_next - _oldest);
        }
    }

    /// <summary>How many records ever came.</summary>
    public long Received => Interlocked.Read(ref _next);

    /// <summary>How many of them gave way to newer ones.</summary>
    public long Dropped => Interlocked.Read(ref _oldest);

    public void Add(IReadOnlyCollection<T> records)
    {
        lock (_gate)
        {
            foreach (var record in records)
            {
                if (_next - _oldest == _places.Length) MakePlace();
                _places[_next++ % _places.Length] = record;
                _bytes += bytesOf(record);
                while (_bytes > bytes && _oldest < _next) DropOldest();
            }
        }
    }

    /// <summary>Those that are kept, the last to come first, in pieces: who looks for a few needs not take all, and nobody waits.</summary>
    public IEnumerable<IReadOnlyList<T>> NewestFirst()
    {
        var end = Received;
        while (Take(ref end) is { Length: > 0 } block) yield return block;
    }

    /// <summary>The records of a time, both ends included, in the order of their arrival.</summary>
    public IReadOnlyList<T> Between(DateTimeOffset from, DateTimeOffset to)
    {
        var found = NewestFirst().SelectMany(block => block).Where(record => timeOf(record) >= from && timeOf(record) <= to).ToArray();
        Array.Reverse(found);
        return found;
    }

    /// <summary>How many records may be missing from a time that began at <paramref name="from"/>: 0 while all that gave way was older.</summary>
    public long DroppedSince(DateTimeOffset from)
    {
        lock (_gate) return _newestDropped >= from ? _oldest : 0;
    }

    // What comes before number `end`, the newest first.
    private T[] Take(ref long end)
    {
        lock (_gate)
        {
            var start = Math.Max(_oldest, end - Block);
            if (start >= end) return [];
            var block = new T[end - start];
            for (var i = 0; i < block.Length; i++) block[i] = _places[(end - 1 - i) % _places.Length];
            end = start;
            return block;
        }
    }

    private void MakePlace()
    {
        if (_places.Length == capacity)
        {
            DropOldest();
            return;
        }

        var more = new T[(int)Math.Min(capacity, 2L * _places.Length)];
        for (var number = _oldest; number < _next; number++) more[number % more.Length] = _places[number % _places.Length];
        _places = more;
    }

    private void DropOldest()
    {
        ref var place = ref _places[_oldest++ % _places.Length];
        _bytes -= bytesOf(place);
        if (timeOf(place) > _newestDropped) _newestDropped = timeOf(place);
        place = default!;
    }
}
