using ChaosLab.ChaosController.Load;

namespace ChaosLab.ChaosController.Verdicts;

/// <summary>Finds the seconds of a load in which customers waited longer than the steady state allows. Pure.</summary>
internal static class SlowSeconds
{
    /// <summary>Of fewer requests the 95th percentile is the slowest one; then the seconds after count with them.</summary>
    private const int Enough = 20;

    /// <summary>The most seconds that are looked at together.</summary>
    private const int Longest = 10;

    /// <param name="limits">How long customers may wait; none means that nothing is slow.</param>
    /// <param name="seconds">The load second by second.</param>
    /// <param name="between">The figures of a part of the load's time, of some operations or of all.</param>
    /// <returns>The numbers of the seconds that are beyond a limit.</returns>
    public static IReadOnlySet<int> Of(
        IReadOnlyList<LatencyLimit> limits, IReadOnlyList<LoadSecond> seconds,
        Func<DateTimeOffset, DateTimeOffset, IReadOnlyCollection<string>?, LoadFigures> between)
    {
        return seconds.Where((_, index) => limits.Any(limit => IsBeyond(limit, From(index, limit)))).Select(second => second.Second).ToHashSet();

        LoadFigures From(int index, LatencyLimit limit)
        {
            for (var length = 1; ; length++)
            {
                var figures = between(seconds[index].At, seconds[index].At.AddSeconds(length), limit.Operations);
                if (figures.Due >= Enough || length == Longest || index + length >= seconds.Count) return figures;
            }
        }
    }

    // A second without an answer or a time-out is not slow; its errors tell.
    private static bool IsBeyond(LatencyLimit limit, LoadFigures figures)
        => (limit.OfMedian ? figures.P50 : figures.P95) > limit.Limit.TotalMilliseconds;
}
