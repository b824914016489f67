namespace ChaosLab.ChaosController.Load.Arrivals;

/// <summary>The grid i/R: each arrival is computed from its number, so no error adds up.</summary>
/// <param name="rate">Arrivals per second.</param>
/// <param name="length">In µs; infinite for one that goes on.</param>
internal sealed class ConstantSegment(double rate, double length) : Segment
{
    private long _index;

    public override double? Next()
    {
        var at = _index * 1e6 / rate;
        if (at >= length) return null;
        _index++;
        return at;
    }
}
