namespace ChaosLab.ChaosController.Load.Arrivals;

/// <summary>
/// A rate that changes evenly. The number of arrivals up to t is N(t) = a·t + (b−a)·t²/2D; the i-th arrival is where
/// N(t) = i, that is t = 2i / (a + √(a² + 2i(b−a)/D)).
/// </summary>
/// <param name="from">Arrivals per second at the start (a).</param>
/// <param name="to">Arrivals per second at the end (b).</param>
/// <param name="length">In µs (D).</param>
internal sealed class RampSegment(double from, double to, double length) : Segment
{
    private long _index;

    public override double? Next()
    {
        var root = from * from + 2 * _index * (to - from) / (length / 1e6);

        // Below zero, a falling ramp never gets to that number.
        if (root < 0) return null;
        var at = _index == 0 ? 0 : 2 * _index / (from + Math.Sqrt(root)) * 1e6;
        if (at >= length) return null;
        _index++;
        return at;
    }
}
