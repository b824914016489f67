using ChaosLab.Proxy.Edges;
using ChaosLab.Proxy.Links;
using ChaosLab.Proxy.Protocols;

namespace ChaosLab.Proxy.Api;

/// <summary>An edge with its live figures.</summary>
/// <param name="Name">Such as <c>web-&gt;payment</c>.</param>
/// <param name="From">Who calls.</param>
/// <param name="To">Who is called.</param>
/// <param name="Protocol">http, redis, postgres or tcp.</param>
/// <param name="Listen">Where callers connect to.</param>
/// <param name="Upstream">Where the called one is.</param>
/// <param name="Enabled">Not switched off through the API.</param>
/// <param name="Accepting">Takes connections now: enabled, and no toxic takes it down.</param>
/// <param name="Trouble">Why it takes no connections although it should; null when all is well.</param>
/// <param name="Seed">What the chances of its toxics start from that have no seed of their own.</param>
/// <param name="ConnectionsOpen">Connections that stand now.</param>
/// <param name="ConnectionsTotal">Connections accepted so far.</param>
/// <param name="Refused">Connections whose server could not be reached.</param>
/// <param name="BytesUp">Bytes that servers took.</param>
/// <param name="BytesDown">Bytes that clients took.</param>
/// <param name="Requests">Requests seen; null where the protocol is not known.</param>
/// <param name="Toxics">The active toxics, in order.</param>
internal sealed record EdgeView(
    string Name, string From, string To, string Protocol, string Listen, string Upstream, bool Enabled, bool Accepting, string? Trouble, long Seed,
    int ConnectionsOpen, long ConnectionsTotal, long Refused, long BytesUp, long BytesDown, long? Requests,
    IReadOnlyList<ToxicView> Toxics)
{
    public static Task<EdgeView> OfAsync(Edge edge) => edge.Loop.DoAsync(() => new EdgeView(
        edge.Name, edge.From, edge.To, edge.Protocol, edge.Listen.ToString(), edge.Upstream.Text, edge.Enabled, edge.IsAccepting, edge.Trouble, edge.Seed,
        edge.OpenConnections, edge.Traffic.Connections, edge.Traffic.Refused,
        edge.Traffic.Written(StreamDirection.Upstream), edge.Traffic.Written(StreamDirection.Downstream),
        RequestCounters.Counts(edge.Protocol) ? edge.Traffic.Requests : null,
        [.. edge.Toxics.Entries.Select(ToxicView.Of)]));
}
