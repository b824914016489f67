namespace ChaosLab.Proxy.Engine;

/// <summary>One appointment of a loop, reusable; it is on the heap of its <see cref="Alarms"/> while it is set.</summary>
internal sealed class Alarm(ITimed target)
{
    /// <summary>Whose time comes.</summary>
    public ITimed Target { get; } = target;

    /// <summary>When, in microseconds of <see cref="LoopClock"/>.</summary>
    public long Due { get; internal set; }

    /// <summary>Whether it will ring.</summary>
    public bool IsSet => Position >= 0;

    internal int Position { get; set; } = -1;
}
