using System.Net;

namespace ChaosLab.Proxy.Edges;

/// <summary>What an edge is made from.</summary>
/// <param name="Name">Unique in this proxy, such as <c>web-&gt;payment</c>.</param>
/// <param name="From">Who calls; empty when nobody said.</param>
/// <param name="To">Who is called; empty when nobody said.</param>
/// <param name="Protocol">http, redis, postgres or tcp.</param>
/// <param name="Listen">Where callers connect to, on loopback; port 0 takes a free one.</param>
/// <param name="Upstream">Where the called one is.</param>
/// <param name="Seed">What its chances start from; null takes one at random.</param>
/// <param name="Enabled">Whether it takes connections.</param>
internal sealed record EdgeDefinition(
    string Name, string From, string To, string Protocol, IPEndPoint Listen, UpstreamAddress Upstream, long? Seed, bool Enabled);
