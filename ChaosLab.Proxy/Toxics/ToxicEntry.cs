using ChaosLab.Proxy.Links;

namespace ChaosLab.Proxy.Toxics;

/// <summary>A toxic on an edge.</summary>
/// <param name="Order">Its place: toxics act in the order in which they were added.</param>
/// <param name="Name">Unique on its edge.</param>
/// <param name="Stream">The direction it acts on.</param>
/// <param name="Toxicity">The share of connections it acts on, 0 to 1.</param>
/// <param name="Toxic">What it does.</param>
/// <param name="Ttl">How long it stays when it is not renewed; null stays until it is removed.</param>
/// <param name="Deadline">When it removes itself, in microseconds of the loop's clock; the greatest value means never.</param>
internal sealed record ToxicEntry(
    long Order, string Name, StreamDirection Stream, double Toxicity, Toxic Toxic, TimeSpan? Ttl, long Deadline);
