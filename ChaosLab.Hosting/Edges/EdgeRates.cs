namespace ChaosLab.Hosting.Edges;

/// <summary>Keeps the last readings of the edges, so that a rate needs no wait: it counts from one that is old enough.</summary>
internal sealed class EdgeRates(TimeProvider time)
{
    /// <summary>Over less than this a rate says little.</summary>
    public static readonly TimeSpan Least = TimeSpan.FromMilliseconds(500);

    /// <summary>Over more than this it says nothing of now.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Queue<(long At, IReadOnlyList<EdgeFigures> Figures)> _readings = new();

    /// <summary>Keeps a reading of now, and gives the newest one that is old enough to count from, with its age in seconds.</summary>
    public (IReadOnlyList<EdgeFigures> Before, double Seconds)? Take(IReadOnlyList<EdgeFigures> figures)
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            while (_readings.TryPeek(out var oldest) && time.GetElapsedTime(oldest.At, now) > Most) _readings.Dequeue();
            (IReadOnlyList<EdgeFigures> Before, double Seconds)? found = null;
            foreach (var (at, earlier) in _readings)
            {
                if (time.GetElapsedTime(at, now) is var age && age >= Least) found = (earlier, age.TotalSeconds);
            }

            _readings.Enqueue((now, figures));
            return found;
        }
    }
}
