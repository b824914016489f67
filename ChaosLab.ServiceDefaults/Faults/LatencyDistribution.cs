namespace ChaosLab.ServiceDefaults.Faults;

/// <summary>How long something is held up, each time anew.</summary>
internal sealed class LatencyDistribution(FaultSettings settings, SeededChance chance)
{
    private const double LongestMilliseconds = 60_000;

    private readonly string _shape = settings.Word("distribution");
    private readonly double _milliseconds = settings.Number("ms");
    private readonly double _jitter = settings.Number("jitter");

    /// <summary>
    /// <c>ms</c> and <c>jitter</c> mean, for <c>fixed</c>: ms, no jitter; <c>uniform</c>: ms ± jitter; <c>normal</c>: mean and standard
    /// deviation; <c>pareto</c>: the least value and the mean excess of a tail in which one in a hundred waits ms + 9 × jitter or longer.
    /// </summary>
    public static IReadOnlyList<FaultSetting> Settings { get; } =
    [
        FaultSetting.Choice("distribution", "fixed", "fixed", "uniform", "normal", "pareto"),
        FaultSetting.Number("ms", 0, LongestMilliseconds, null, " ms") with { IsRequired = true },
        FaultSetting.Number("jitter", 0, LongestMilliseconds, 0, " ms"),
    ];

    /// <summary>The next delay, 0 to 60 s.</summary>
    public TimeSpan Next() => TimeSpan.FromMilliseconds(Math.Clamp(Draw(), 0, LongestMilliseconds));

    private double Draw() => _shape switch
    {
        "uniform" => _milliseconds + _jitter * (2 * chance.Next() - 1),
        "normal" => _milliseconds + _jitter * StandardNormal(),
        "pareto" => _milliseconds + _jitter * (1 / Math.Sqrt(1 - chance.Next()) - 1),
        _ => _milliseconds,
    };

    // Box-Muller.
    private double StandardNormal() => Math.Sqrt(-2 * Math.Log(1 - chance.Next())) * Math.Cos(2 * Math.PI * chance.Next());
}
