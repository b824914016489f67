using System.Text.RegularExpressions;

namespace ChaosLab.ChaosController.Bridge;

/// <summary>The name of a lab; it becomes a file name, so it is narrow.</summary>
internal static partial class LabName
{
    /// <summary>The name when none is given.</summary>
    public const string Default = "default";

    /// <summary>What a name may be, in words.</summary>
    public const string Rule = "lower-case letters, digits and '-', starting with a letter or digit, at most 40 characters";

    public static bool IsValid(string name) => Pattern().IsMatch(name);

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
