using System.Globalization;
using System.Text.RegularExpressions;

namespace ChaosLab.ChaosController.Experiments.Reading.Documents;

/// <summary>
/// What a plain YAML scalar is: the types of YAML 1.1 that Chaos Toolkit's reader (PyYAML) gives, without sexagesimal numbers and
/// dates, which stay texts.
/// </summary>
internal static partial class YamlScalars
{
    /// <summary>The value of an unquoted scalar.</summary>
    public static object? Resolve(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" => true,
        "false" or "False" or "FALSE" or "no" or "No" or "NO" or "off" or "Off" or "OFF" => false,
        _ => Number(text) ?? text,
    };

    private static object? Number(string text)
    {
        if (text.Length > 40 || !MayBeNumber().IsMatch(text)) return null;
        var digits = text.Replace("_", "", StringComparison.Ordinal);
        var negative = digits[0] == '-';
        var bare = digits.TrimStart('+', '-');
        if (bare.StartsWith("0x", StringComparison.Ordinal)) return Based(bare[2..], 16, negative);
        if (bare.StartsWith("0o", StringComparison.Ordinal)) return Based(bare[2..], 8, negative);
        if (bare is ['0', _, ..] && bare.All(c => c is >= '0' and <= '7')) return Based(bare[1..], 8, negative);
        if (long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)) return whole;
        return double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
    }

    private static long? Based(string digits, int radix, bool negative)
    {
        try
        {
            var value = Convert.ToInt64(digits, radix);
            return negative ? -value : value;
        }
        catch (Exception error) when (error is FormatException or OverflowException or ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^[-+]?(0[xo][0-9a-fA-F_]+|[0-9][0-9_]*(\.[0-9_]*)?([eE][-+]?[0-9]+)?|\.[0-9][0-9_]*([eE][-+]?[0-9]+)?)$", RegexOptions.NonBacktracking)]
    private static partial Regex MayBeNumber();
}
