using System.Diagnostics;

namespace ChaosLab.ChaosController.Load.Engine;

/// <summary>The time of a load: µs since its start, and the dates they stand for.</summary>
/// <param name="time">Tells the date of the start; afterwards a clock that nobody sets counts.</param>
internal sealed class LoadClock(TimeProvider time)
{
    private static readonly double TicksPerMicrosecond = Stopwatch.Frequency / 1e6;

    private readonly long _zero = Stopwatch.GetTimestamp();

    public DateTimeOffset StartedAt { get; } = time.GetUtcNow();

    public long Now => (long)((Stopwatch.GetTimestamp() - _zero) / TicksPerMicrosecond);

    public DateTimeOffset Date(long at) => StartedAt.AddMicroseconds(at);
}
