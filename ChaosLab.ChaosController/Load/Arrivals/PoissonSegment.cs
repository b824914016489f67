namespace ChaosLab.ChaosController.Load.Arrivals;

/// <summary>Independent arrivals: the gaps are exponentially distributed.</summary>
/// <param name="rate">Arrivals per second, on average.</param>
/// <param name="length">In µs; infinite for one that goes on.</param>
/// <param name="random">Where the gaps come from.</param>
internal sealed class PoissonSegment(double rate, double length, Random random) : Segment
{
    private double _at;

    public override double? Next()
    {
        // 1 − u is never 0, whose logarithm is infinite.
        _at -= Math.Log(1 - random.NextDouble()) * 1e6 / rate;
        return _at < length ? _at : null;
    }
}
