using System.Globalization;
using Xunit;

namespace ChaosLab.Tests.Support;

/// <summary>
/// The seeds by which tests choose when to kill whom. CHAOSLAB_KILL_POINTS says how many kills there are in all, a third each of the
/// controller, of the proxy and of the AppHost; usual are four, four and one, as a kill of the AppHost costs starts of a whole lab.
/// </summary>
internal static class KillPoints
{
    private const int Usual = 4;
    private const int UsualOfAppHost = 1;

    private static int? Third
        => int.TryParse(Environment.GetEnvironmentVariable("CHAOSLAB_KILL_POINTS"), CultureInfo.InvariantCulture, out var count) ? Math.Max(1, count / 3) : null;

    /// <summary>Whom to kill, and the seed: the controller and the proxy in turn.</summary>
    public static IEnumerable<TheoryDataRow<string, int>> OfServices
        => Enumerable.Range(1, Third ?? Usual).SelectMany(seed => (TheoryDataRow<string, int>[])[new("chaos", seed), new("proxy", seed)]);

    /// <summary>The seeds of kills of the AppHost.</summary>
    public static IEnumerable<TheoryDataRow<int>> OfAppHost => Enumerable.Range(1, Third ?? UsualOfAppHost).Select(seed => new TheoryDataRow<int>(seed));
}
