using System.Globalization;

namespace ChaosLab.ChaosController.Shell;

/// <summary>Durations as people write them: <c>500ms</c>, <c>30s</c>, <c>2m</c>, <c>1h</c>; a bare number is seconds.</summary>
internal static class Duration
{
    private const string Expected = "write a number and a unit: 500ms, 30s, 2m or 1h";

    /// <summary>Reads a duration greater than zero and at most a day.</summary>
    /// <param name="text">What the user wrote.</param>
    /// <param name="duration">The duration read, or zero.</param>
    /// <param name="problem">Why it could not be read, or null.</param>
    public static bool TryParse(string text, out TimeSpan duration, out string? problem)
    {
        duration = TimeSpan.Zero;
        var trimmed = text.Trim();
        var digits = trimmed.TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Count();
        var unit = trimmed[digits..].Trim().ToLowerInvariant();

        if (!double.TryParse(trimmed[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            problem = $"'{text}' is not a duration: {Expected}.";
            return false;
        }

        double? secondsPerUnit = unit switch
        {
            "ms" => 0.001,
            "" or "s" => 1,
            "m" or "min" => 60,
            "h" => 3600,
            _ => null,
        };
        if (secondsPerUnit is not { } factor)
        {
            problem = $"'{text}' is not a duration: the unit '{unit}' is unknown; {Expected}.";
            return false;
        }

        var seconds = number * factor;
        if (seconds is <= 0 or > 86_400)
        {
            problem = $"'{text}' is out of range: a duration is more than 0 and at most 24h.";
            return false;
        }

        duration = TimeSpan.FromSeconds(seconds);
        problem = null;
        return true;
    }

    /// <summary>A measured duration for people: <c>42 ms</c> below a second, <c>1.8 s</c> above, <c>2 min 5 s</c> from two minutes.</summary>
    public static string Show(TimeSpan duration) => duration switch
    {
        { TotalMilliseconds: < 1000 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, duration.TotalMilliseconds):0} ms"),
        { TotalSeconds: < 120 } => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.0#} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalMinutes} min {duration.Seconds} s"),
    };
}
