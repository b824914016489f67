using System.Diagnostics;

namespace ChaosLab.Proxy.Engine;

/// <summary>Monotonic time in microseconds.</summary>
internal static class LoopClock
{
    private static readonly double PerTick = 1_000_000.0 / Stopwatch.Frequency;

    public static long Now => (long)(Stopwatch.GetTimestamp() * PerTick);

    public static long FromMilliseconds(long milliseconds) => milliseconds * 1000;
}
