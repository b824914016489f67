using System.Text.RegularExpressions;

namespace ChaosLab.ChaosController.Experiments.Tolerances;

/// <summary>
/// Regular expressions as experiments write them (Python's, the spellings that differ from .NET's are translated), bounded in time:
/// without backtracking where the expression allows it, else with a limit of 1 s.
/// </summary>
internal static class BoundedRegex
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <exception cref="ArgumentException">The pattern is no regular expression.</exception>
    public static Regex Create(string pattern)
    {
        var own = Translate(pattern);
        try
        {
            return new Regex(own, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Limit);
        }
        catch (NotSupportedException)
        {
            return new Regex(own, RegexOptions.CultureInvariant, Limit);
        }
    }

    private static string Translate(string pattern)
    {
        var translated = pattern.Replace("(?P<", "(?<", StringComparison.Ordinal);
        translated = Regex.Replace(translated, @"\(\?P=(\w+)\)", @"\k<$1>", RegexOptions.CultureInvariant);
        // Python's \Z is the very end; .NET's also stands before a last line break.
        return Regex.Replace(translated, @"(?<!\\)((?:\\\\)*)\\Z", @"$1\z", RegexOptions.CultureInvariant);
    }
}
