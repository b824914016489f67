using System.Globalization;

namespace ChaosLab.ServiceDefaults.Faults;

/// <summary>One thing that can be set on a fault, with the rule for its value.</summary>
/// <param name="Name">Its name in <c>settings</c>.</param>
/// <param name="Rule">What is allowed, in words that follow "must be".</param>
/// <param name="Default">Its value when it is left out; null means that it has none.</param>
/// <param name="Allows">Whether a value keeps the rule.</param>
public sealed record FaultSetting(string Name, string Rule, string? Default, Predicate<string> Allows)
{
    private const int LongestRoute = 200;

    /// <summary>Whether it may not be left out.</summary>
    public bool IsRequired { get; init; }

    /// <summary>A number within a range.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="least">The least value allowed.</param>
    /// <param name="most">The greatest value allowed.</param>
    /// <param name="unset">Its value when it is left out; null means that it has none.</param>
    /// <param name="unit">The unit, with a space before it, or nothing.</param>
    public static FaultSetting Number(string name, double least, double most, double? unset, string unit = "")
        => new(name, Range("a number", least, most, unit), unset?.ToString(CultureInfo.InvariantCulture),
            text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most);

    /// <summary>A whole number within a range.</summary>
    /// <inheritdoc cref="Number"/>
    public static FaultSetting Whole(string name, long least, long most, long? unset, string unit = "")
        => new(name, Range("a whole number", least, most, unit), unset?.ToString(CultureInfo.InvariantCulture),
            text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most);

    /// <summary>One of several words.</summary>
    public static FaultSetting Choice(string name, string? unset, params string[] words)
        => new(name, words.Length == 0 ? "one of none: this service has nothing it could be" : $"one of {string.Join(", ", words)}", unset,
            text => words.Contains(text, StringComparer.Ordinal));

    /// <summary>The path that requests begin with; every path but those of the health checks when it is left out.</summary>
    internal static FaultSetting Route { get; } = new(
        "route", $"a path that begins with '/', of at most {LongestRoute} characters", null,
        text => text.StartsWith('/') && text.Length <= LongestRoute && !text.Any(char.IsControl));

    /// <summary>The method of requests; every method when it is left out.</summary>
    internal static FaultSetting Method { get; } = Choice("method", null, "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /// <summary>The share that is hit.</summary>
    internal static FaultSetting Rate { get; } = Number("rate", 0, 1, 1);

    /// <summary>What makes the decisions repeatable: the same seed, the same decisions in the same order.</summary>
    internal static FaultSetting Seed { get; } = Whole("seed", 0, int.MaxValue, null);

    private static string Range(string what, double least, double most, string unit)
        => string.Create(CultureInfo.InvariantCulture, $"{what} from {least} to {most}{unit}");
}
