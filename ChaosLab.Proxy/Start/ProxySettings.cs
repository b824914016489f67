using System.Net;
using ChaosLab.Proxy.Edges;

namespace ChaosLab.Proxy.Start;

/// <summary>What a proxy is started with.</summary>
/// <param name="Api">Where its API listens, on loopback.</param>
/// <param name="Token">What mutations need to show, at least 16 characters; null needs nothing.</param>
/// <param name="Engine">What carries the bytes.</param>
/// <param name="DecisionFile">Where decisions are written to; null writes none.</param>
/// <param name="Loops">How many threads carry connections, 1 to 64.</param>
/// <param name="Seed">The seed of every edge that is made without one of its own; null takes one at random for each.</param>
/// <param name="Edges">The edges it begins with.</param>
internal sealed record ProxySettings(
    IPEndPoint Api, string? Token, EngineChoice Engine, string? DecisionFile, int Loops, long? Seed, IReadOnlyList<EdgeDefinition> Edges);
