namespace ChaosLab.Hosting.Supervision;

/// <summary>How long to wait before the next restart: 0.2 s, doubling up to 5 s; 30 s of health begin anew.</summary>
internal sealed class RestartBackoff(TimeProvider time)
{
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.2);
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan HealthyFor = TimeSpan.FromSeconds(30);

    private TimeSpan _next = Shortest;
    private long? _healthySince;

    /// <summary>Says whether the resource is healthy now.</summary>
    public void Observe(bool healthy)
    {
        if (!healthy)
        {
            ForgetAfterHealth();
            _healthySince = null;
        }
        else
        {
            _healthySince ??= time.GetTimestamp();
        }
    }

    /// <summary>The wait before a restart now; the one after it is longer.</summary>
    public TimeSpan Next()
    {
        ForgetAfterHealth();
        _healthySince = null;
        var wait = _next;
        _next = _next * 2 < Longest ? _next * 2 : Longest;
        return wait;
    }

    private void ForgetAfterHealth()
    {
        if (_healthySince is { } since && time.GetElapsedTime(since) >= HealthyFor) _next = Shortest;
    }
}
