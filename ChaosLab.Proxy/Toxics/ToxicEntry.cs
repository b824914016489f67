using ChaosLab.Proxy.Engine;
using ChaosLab.Proxy.Links;

namespace ChaosLab.Proxy.Toxics;

/// <summary>A toxic on an edge.</summary>
/// <param name="Order">Its place: toxics act in the order in which they were added.</param>
/// <param name="Name">Unique on its edge.</param>
/// <param name="Stream">The direction it acts on.</param>
/// <param name="Toxicity">The share of connections it acts on, 0 to 1.</param>
/// <param name="Toxic">What it does.</param>
/// <param name="Chance">What its chances depend on.</param>
/// <param name="Ttl">How long it stays when it is not renewed; null stays until it is removed.</param>
/// <param name="Deadline">When it removes itself, in microseconds of the loop's clock; the greatest value means never.</param>
internal sealed record ToxicEntry(
    long Order, string Name, StreamDirection Stream, double Toxicity, Toxic Toxic, ToxicChance Chance, TimeSpan? Ttl, long Deadline)
{
    /// <summary>When a toxic goes that gets its time to live now.</summary>
    public static long DeadlineOf(TimeSpan? ttl) => ttl is { } time ? LoopClock.Now + (long)time.TotalMicroseconds : long.MaxValue;

    /// <summary>The same toxic with a time to live that begins now; null lets it stay.</summary>
    public ToxicEntry Renewed(TimeSpan? ttl) => this with { Ttl = ttl, Deadline = DeadlineOf(ttl) };
}
