using System.Globalization;
using Xunit;

namespace ChaosLab.Tests.Support;

/// <summary>The seeds by which tests choose when to kill whom. CHAOSLAB_KILL_POINTS asks for more of them, 8 being usual.</summary>
internal static class KillPoints
{
    private const int Usual = 8;

    private static int Count
        => int.TryParse(Environment.GetEnvironmentVariable("CHAOSLAB_KILL_POINTS"), CultureInfo.InvariantCulture, out var count) ? count : Usual;

    /// <summary>One of them each, for a kill that costs seconds.</summary>
    public static IEnumerable<TheoryDataRow<int>> Many => Seeds(Count);

    /// <summary>One for eight of them, for a kill that costs starts of a whole lab.</summary>
    public static IEnumerable<TheoryDataRow<int>> Few => Seeds(Math.Max(1, Count / Usual));

    private static IEnumerable<TheoryDataRow<int>> Seeds(int count) => Enumerable.Range(1, count).Select(seed => new TheoryDataRow<int>(seed));
}
