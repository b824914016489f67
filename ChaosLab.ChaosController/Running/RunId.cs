using System.Globalization;

namespace ChaosLab.ChaosController.Running;

/// <summary>The id of a run: its start in UTC and its experiment, such as <c>20261121-193000-payment-outage</c>.</summary>
internal static class RunId
{
    private const int LongestName = 40;

    public static string Make(DateTimeOffset startedAt, string? file, string title)
    {
        var source = file is null ? title : Path.GetFileNameWithoutExtension(file);
        var name = string.Join('-', new string([.. source.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (name.Length > LongestName) name = name[..LongestName].TrimEnd('-');
        if (name.Length == 0) name = "experiment";
        return string.Create(CultureInfo.InvariantCulture, $"{startedAt.UtcDateTime:yyyyMMdd-HHmmss}-{name}");
    }

    /// <summary>Whether a text can be an id, and so the name of a folder.</summary>
    public static bool IsValid(string text)
        => text.Length is > 0 and <= 80 && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && char.IsAsciiDigit(text[0]);
}
