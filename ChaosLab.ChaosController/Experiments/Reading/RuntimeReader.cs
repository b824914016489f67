using ChaosLab.ChaosController.Experiments.Reading.Documents;

namespace ChaosLab.ChaosController.Experiments.Reading;

/// <summary>Reads <c>runtime</c>: the strategies for hypothesis and rollbacks.</summary>
internal static class RuntimeReader
{
    public static readonly IReadOnlyList<string> Rollbacks = ["default", "always", "never", "deviated"];

    public static readonly IReadOnlyList<string> Hypotheses =
        ["default", "before-method-only", "after-method-only", "during-method-only", "continuously"];

    /// <summary>In percent, as Chaos Toolkit counts.</summary>
    public static readonly NumberRange Ratio = new(0, 100);

    public static readonly DurationRange Frequency = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10));

    public static RuntimeStrategies Read(MapNode map, Values values)
    {
        var fields = new Fields(map, values, "'runtime'", own: false, "rollbacks", "hypothesis");
        var strategies = new RuntimeStrategies();
        if (fields.Object("rollbacks") is { } rollbacks)
        {
            var own = new Fields(rollbacks, values, "'rollbacks'", own: false, "strategy");
            strategies = strategies with { Rollbacks = RollbackOf(own.Choice("strategy", Rollbacks)) };
        }

        if (fields.Object("hypothesis") is not { } hypothesis) return strategies;
        var block = new Fields(hypothesis, values, "'hypothesis'", own: false, "strategy", "frequency", "fail-fast", "fail_fast", "fail-fast-ratio", "fail_fast_ratio");
        return strategies with
        {
            Hypothesis = HypothesisOf(block.Choice("strategy", Hypotheses)),
            Frequency = block.Duration("frequency", Frequency),
            FailFast = block.Flag("fail-fast") ?? block.Flag("fail_fast") ?? false,
            FailFastRatio = block.Number("fail-fast-ratio", Ratio) ?? block.Number("fail_fast_ratio", Ratio) ?? 0,
        };
    }

    private static RollbackStrategy RollbackOf(string? word) => word switch
    {
        "default" => RollbackStrategy.Default,
        "always" => RollbackStrategy.Always,
        "never" => RollbackStrategy.Never,
        "deviated" => RollbackStrategy.Deviated,
        _ => RollbackStrategy.OnceBegun,
    };

    private static HypothesisStrategy HypothesisOf(string? word) => word switch
    {
        "before-method-only" => HypothesisStrategy.BeforeMethodOnly,
        "after-method-only" => HypothesisStrategy.AfterMethodOnly,
        "during-method-only" => HypothesisStrategy.DuringMethodOnly,
        "continuously" => HypothesisStrategy.Continuously,
        _ => HypothesisStrategy.Default,
    };
}
