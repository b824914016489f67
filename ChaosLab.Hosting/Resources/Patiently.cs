using System.Diagnostics;

namespace ChaosLab.Hosting.Resources;

/// <summary>Tries again for a while, before anything runs that could be awaited.</summary>
/// <remarks>What a killed lab leaves behind is gone within two seconds; starting again at once must not fail on it.</remarks>
internal static class Patiently
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>The first result that is not null, or null when the time is over.</summary>
    public static T? Try<T>(TimeSpan limit, Func<T?> attempt) where T : class
    {
        var clock = Stopwatch.StartNew();
        using var never = new ManualResetEventSlim();
        while (true)
        {
            if (attempt() is { } result) return result;
            if (clock.Elapsed >= limit) return null;
            never.Wait(Interval);
        }
    }
}
