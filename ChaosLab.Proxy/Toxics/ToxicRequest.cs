using ChaosLab.Proxy.Links;

namespace ChaosLab.Proxy.Toxics;

/// <summary>A toxic that somebody wants on an edge.</summary>
/// <param name="Name">Unique on the edge.</param>
/// <param name="Stream">The direction to act on.</param>
/// <param name="Toxicity">The share of connections, 0 to 1.</param>
/// <param name="Toxic">What to do.</param>
/// <param name="Ttl">How long it stays unless renewed; null for good.</param>
/// <param name="Seed">What its chances start from; null takes the edge's.</param>
internal sealed record ToxicRequest(string Name, StreamDirection Stream, double Toxicity, Toxic Toxic, TimeSpan? Ttl, long? Seed = null);
