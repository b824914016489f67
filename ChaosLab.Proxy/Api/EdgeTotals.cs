using ChaosLab.Proxy.Edges;
using ChaosLab.Proxy.Links;

namespace ChaosLab.Proxy.Api;

/// <summary>What an edge has carried, for the metrics.</summary>
internal sealed record EdgeTotals(
    string Name, string Listen, string Upstream, int Open, long Connections, long Refused, long Requests,
    long ReadUp, long ReadDown, long WrittenUp, long WrittenDown)
{
    public static Task<EdgeTotals> OfAsync(Edge edge) => edge.Loop.DoAsync(() => new EdgeTotals(
        edge.Name, edge.Listen.ToString(), edge.Upstream.Text, edge.OpenConnections, edge.Traffic.Connections, edge.Traffic.Refused,
        edge.Traffic.Requests, edge.Traffic.Read(StreamDirection.Upstream), edge.Traffic.Read(StreamDirection.Downstream),
        edge.Traffic.Written(StreamDirection.Upstream), edge.Traffic.Written(StreamDirection.Downstream)));
}
