using System.Globalization;
using System.Text;

namespace ChaosLab.ChaosController.Telemetry.Intake;

/// <summary>Texts as they are kept: not too long, and those that come again and again only once.</summary>
internal static class OtlpText
{
    /// <summary>The longest value; what is longer is cut.</summary>
    public const int Longest = 2048;

    // No UTF-8 of so many bytes is shorter than the longest value.
    private const int MostBytes = 4 * Longest;
    private const int LongestShared = 128;
    private const int LongestNumber = 32;
    private const int Places = 1 << 14;

    // As in Shared, but a text is found by its bytes, before it is made.
    private static readonly string?[] Known = new string?[Places];

    /// <summary>A text.</summary>
    public static string Read(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty) return "";
        if (utf8.Length > LongestShared) return Decode(utf8);
        ref var place = ref Known[Hash(utf8) % Places];
        if (place is { } known && Ascii.Equals(utf8, known)) return known;
        return place = Decode(utf8);
    }

    /// <summary>A number as text.</summary>
    public static string Of<T>(T number)
        where T : IUtf8SpanFormattable
    {
        Span<byte> digits = stackalloc byte[LongestNumber];
        return number.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture)
            ? Read(digits[..length])
            : number.ToString() ?? "";
    }

    /// <summary>What is left of a text that may be too long.</summary>
    public static string Cut(string text)
        => text.Length <= Longest ? text : text[..(char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest)];

    private static string Decode(ReadOnlySpan<byte> utf8) => Cut(Encoding.UTF8.GetString(utf8.Length > MostBytes ? utf8[..MostBytes] : utf8));

    // FNV-1a.
    private static uint Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = 2166136261u;
        foreach (var one in bytes) hash = (hash ^ one) * 16777619;
        return hash ^ (hash >> 15);
    }
}
