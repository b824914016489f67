using System.Diagnostics;

namespace ChaosLab.Benchmarks.Load;

/// <summary>When requests arrived, and how that compares with an exact grid.</summary>
internal sealed class Arrivals
{
    // 20,000 a second for twice as long as a run.
    private const int Most = 400_000;

    private static readonly TimeSpan Dropped = TimeSpan.FromSeconds(2);

    private readonly long[] _ticks = new long[Most];
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public void Note()
    {
        var index = Interlocked.Increment(ref _count) - 1;
        if (index < Most) _ticks[index] = Stopwatch.GetTimestamp();
    }

    /// <summary>
    /// The lateness of the arrivals against the grid i/rate, which is anchored on the arrival that was earliest relative to
    /// its place; the first 2 s are dropped. Forgets the arrivals.
    /// </summary>
    public ArrivalFigures Take(double rate)
    {
        var count = Math.Min(Most, Interlocked.Exchange(ref _count, 0));
        var seconds = _ticks.AsSpan(0, count).ToArray().Select(tick => (double)tick / Stopwatch.Frequency).Order().ToArray();
        if (count == 0) return new ArrivalFigures(0, null);
        var offsets = seconds.Index().Where(arrival => arrival.Item - seconds[0] >= Dropped.TotalSeconds)
            .Select(arrival => arrival.Item - arrival.Index / rate).ToArray();
        if (offsets.Length == 0) return new ArrivalFigures(count, null);
        var anchor = offsets.Min();
        Array.Sort(offsets);
        return new ArrivalFigures(count, (offsets[(int)Math.Ceiling(offsets.Length * 0.99) - 1] - anchor) * 1000);
    }
}
