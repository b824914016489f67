using System.Collections.Concurrent;

namespace ChaosLab.ChaosController.Telemetry.Intake;

/// <summary>Texts as they are kept: not too long, and those that come again and again only once.</summary>
internal static class OtlpText
{
    /// <summary>The longest value; what is longer is cut.</summary>
    public const int Longest = 2048;

    private const int LongestShared = 128;
    private const int MostShared = 10_000;

    private static readonly ConcurrentDictionary<string, string> Known = new(StringComparer.Ordinal);

    /// <summary>A value of its own.</summary>
    public static string Cut(string text) => text.Length <= Longest ? text : text[..Longest];

    /// <summary>A name or a key: one of few.</summary>
    public static string Share(string text)
    {
        if (text.Length > LongestShared) return Cut(text);
        if (Known.TryGetValue(text, out var known)) return known;
        return Known.Count < MostShared ? Known.GetOrAdd(text, text) : text;
    }
}
