namespace ChaosLab.ChaosController.Load.Figures;

/// <summary>
/// How long requests took, those without an answer included. One that was answered, or waited for to the time-out, counts
/// with that time. One whose connection broke, that was cut short, or that still waits would have taken longer: it counts with
/// the time so far where that makes a figure greater, and never where it would make it smaller.
/// </summary>
internal sealed class Latencies
{
    private readonly LatencyHistogram _taken = new();
    private LatencyHistogram? _cut;
    private LatencyHistogram? _waiting;

    /// <summary>A request was answered, or given up at its time-out, after this many µs.</summary>
    public void Took(long microseconds) => _taken.Add(microseconds);

    /// <summary>A request ended without an answer, before its time-out.</summary>
    public void WasCut(long microseconds) => (_cut ??= new LatencyHistogram()).Add(microseconds);

    /// <summary>So many requests have waited for this long, and still do.</summary>
    public void Wait(long microseconds, int count) => (_waiting ??= new LatencyHistogram()).Add(microseconds, count);

    public void Add(Latencies other)
    {
        _taken.Add(other._taken);
        if (other._cut is { } cut) (_cut ??= new LatencyHistogram()).Add(cut);
        if (other._waiting is { } waiting) (_waiting ??= new LatencyHistogram()).Add(waiting);
    }

    /// <summary>The quantiles and the greatest; null when nothing was answered, waited out or still waits.</summary>
    public LatencyFigures ToFigures()
    {
        // That connections were refused at once says nothing of how long an answer takes.
        LatencyHistogram?[] views = [_taken, _taken.Count > 0 ? Both(_cut) : null, Both(_waiting)];
        return new LatencyFigures(Greatest(view => view.Quantile(0.50)), Greatest(view => view.Quantile(0.95)), Greatest(view => view.Quantile(0.99)),
            Greatest(view => view.Count == 0 ? null : view.Max));

        double? Greatest(Func<LatencyHistogram, double?> figure)
            => views.OfType<LatencyHistogram>().Max(figure) is { } microseconds ? Math.Round(microseconds / 1000, 3) : null;
    }

    private LatencyHistogram? Both(LatencyHistogram? more)
    {
        if (more is null) return null;
        var both = new LatencyHistogram();
        both.Add(_taken);
        both.Add(more);
        return both;
    }
}

/// <summary>Quantiles of latency, in ms.</summary>
/// <param name="P50">The median.</param>
/// <param name="P95">The 95th percentile.</param>
/// <param name="P99">The 99th percentile.</param>
/// <param name="Max">The greatest.</param>
internal sealed record LatencyFigures(double? P50, double? P95, double? P99, double? Max);
