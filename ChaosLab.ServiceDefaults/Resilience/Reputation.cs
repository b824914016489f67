namespace ChaosLab.ServiceDefaults.Resilience;

/// <summary>What the last sign of a dependency said. Signs come from many calls at once; the latest wins.</summary>
internal sealed class Reputation
{
    // Who has no probe can only be found well again by being called, and nobody may call while it is known to be away.
    private static readonly TimeSpan Forgiveness = TimeSpan.FromSeconds(10);

    private readonly bool _probed;
    private readonly TimeProvider _time;
    private volatile Sign _last;
    private long _heardAt;

    public Reputation(bool probed, TimeProvider time)
    {
        _probed = probed;
        _time = time;
        _heardAt = time.GetTimestamp();
        _last = new Sign(Good: !probed, probed ? "It has not been heard of yet." : null, time.GetUtcNow());
    }

    /// <summary>Whether it is well, why not, and since when.</summary>
    public (bool Good, string? Error, DateTimeOffset Since) Now
    {
        get
        {
            var last = _last;
            return last.Good || (!_probed && Silence > Forgiveness) ? (true, null, last.Since) : (false, last.Error, last.Since);
        }
    }

    /// <summary>How long ago the last sign came.</summary>
    public TimeSpan Silence => _time.GetElapsedTime(Volatile.Read(ref _heardAt));

    public void Good()
    {
        Volatile.Write(ref _heardAt, _time.GetTimestamp());
        if (!_last.Good) _last = new Sign(true, null, _time.GetUtcNow());
    }

    public void Bad(string error)
    {
        Volatile.Write(ref _heardAt, _time.GetTimestamp());
        var last = _last;
        _last = new Sign(false, error, last.Good ? _time.GetUtcNow() : last.Since);
    }

    private sealed record Sign(bool Good, string? Error, DateTimeOffset Since);
}
