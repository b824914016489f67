namespace ChaosLab.Proxy.Toxics;

/// <summary>Mixes each draw with the one before, as tc-netem(8) does: what is rare then comes in bursts, and is rarer.</summary>
internal struct CorrelatedDraws
{
    private double? _last;

    /// <param name="draw">An even chance, 0 to 1.</param>
    /// <param name="correlation">How much of the last one stays, 0 to 1: 0 leaves the draw, 1 repeats the first for ever.</param>
    public double Mix(double draw, double correlation)
    {
        if (_last is { } last) draw = (correlation * last) + ((1 - correlation) * draw);
        _last = draw;
        return draw;
    }
}
