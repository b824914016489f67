using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.Hosting.Faults;

/// <summary>How kinds declare their settings.</summary>
internal static class FaultParameters
{
    public const string Duration = "forSeconds";
    public const string Seed = "seed";

    /// <summary>The most seconds that any fault may last.</summary>
    public const double LongestSeconds = 3600;

    /// <summary>How long a fault lasts.</summary>
    /// <param name="unset">Seconds when it is left out; null means until lifted, for at most an hour.</param>
    /// <param name="maximum">The most seconds allowed.</param>
    public static FaultParameter ForSeconds(double? unset, double maximum = LongestSeconds)
        => new(Duration, "s", unset, 1, maximum, unset is null ? "How long it lasts; until lifted, at most 1 h, when left out." : "How long it lasts.");

    /// <summary>What makes a random choice repeatable.</summary>
    public static FaultParameter RandomSeed { get; }
        = new(Seed, null, null, 0, int.MaxValue, "The same seed makes the same random choices.");

    /// <summary>A number with a default.</summary>
    public static FaultParameter Number(string name, string? unit, double standard, double minimum, double maximum, string description)
        => new(name, unit, standard, minimum, maximum, description);

    /// <summary>One of a few words, the first of them by default.</summary>
    public static FaultParameter Choice(string name, string description, params string[] choices)
        => new(name, null, null, null, null, description, Text: true, DefaultText: choices[0], Choices: choices);

    /// <summary>Any text of at most 200 characters.</summary>
    public static FaultParameter Words(string name, string? standard, string description)
        => new(name, null, null, null, null, description, Text: true, DefaultText: standard);
}
