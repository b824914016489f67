using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.Hosting.Faults;

/// <summary>The settings that faults have in common.</summary>
internal static class FaultParameters
{
    public const string Duration = "forSeconds";
    public const string Seed = "seed";

    /// <summary>How long a fault lasts.</summary>
    /// <param name="unset">Seconds when it is left out; null means until lifted.</param>
    /// <param name="maximum">The most seconds allowed.</param>
    public static FaultParameter ForSeconds(double? unset, double maximum = 3600)
        => new(Duration, "s", unset, 1, maximum, unset is null ? "How long it lasts; until lifted when left out." : "How long it lasts.");

    /// <summary>What makes a random choice repeatable.</summary>
    public static FaultParameter RandomSeed { get; }
        = new(Seed, null, null, 0, int.MaxValue, "The same seed chooses the same target among the same resources.");
}
