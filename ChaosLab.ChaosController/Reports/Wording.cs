using System.Globalization;
using System.Text;
using System.Text.Json;
using ChaosLab.ChaosController.Shell;

namespace ChaosLab.ChaosController.Reports;

/// <summary>Figures as every report words them: invariant, in UTC, with units; what is not known is said to be unknown.</summary>
internal static class Wording
{
    public const string Unknown = "unknown";

    /// <summary>Date and time, such as <c>2026-11-21 19:30:00Z</c>.</summary>
    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Time of day, such as <c>19:30:00.250Z</c>.</summary>
    public static string Clock(DateTimeOffset at) => at.UtcDateTime.ToString("HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string Clock(DateTimeOffset? at, string otherwise) => at is { } moment ? Clock(moment) : otherwise;

    public static string Span(TimeSpan? duration, string otherwise = Unknown) => duration is { } known ? Duration.Show(known) : otherwise;

    /// <summary>A latency given in ms.</summary>
    public static string Latency(double? milliseconds) => milliseconds switch
    {
        null => Unknown,
        { } value when !double.IsFinite(value) => Unknown,
        < 10 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.#} ms"),
        _ => Duration.Show(TimeSpan.FromMilliseconds(milliseconds.Value)),
    };

    /// <summary>A share of 0 to 1 as percent; never rounded to 0 % or 100 % when it is not.</summary>
    public static string Percent(double share)
    {
        var digits = share is > 0 and < 0.0001 or > 0.9999 and < 1 ? "0.######" : "#,0.##";
        return (share * 100).ToString(digits, CultureInfo.InvariantCulture) + " %";
    }

    public static string Count(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Number(double number) => number.ToString("#,0.##", CultureInfo.InvariantCulture);

    /// <summary>A count with its noun: <c>1 request</c>, <c>2 requests</c>.</summary>
    public static string Of(long number, string noun) => $"{Count(number)} {noun}{(number == 1 ? "" : "s")}";

    /// <summary>An enum's value in words: <c>not held</c>.</summary>
    public static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()).Replace('-', ' ');

    public static string List(IEnumerable<string> items, string none) => string.Join(", ", items) is { Length: > 0 } list ? list : none;

    /// <summary>Text from outside without terminal colours and control characters, which no report can show; lines stay.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in TerminalCodes.Strip(text).ReplaceLineEndings("\n").EnumerateRunes())
        {
            // Lone surrogates come out of EnumerateRunes as U+FFFD; U+FFFE and U+FFFF are no characters of XML.
            var shown = rune.Value is '\n' or '\t' || !(Rune.IsControl(rune) || rune.Value is 0xFFFE or 0xFFFF);
            clean.Append(shown ? rune.ToString() : "\uFFFD");
        }

        return clean.ToString();
    }
}
