using ChaosLab.Proxy.Edges;

namespace ChaosLab.Proxy.Api;

/// <summary>An edge as Toxiproxy writes a proxy; <c>seed</c> is ours.</summary>
internal sealed record ProxyView(
    string Name, string Listen, string Upstream, bool Enabled, long Seed, IReadOnlyList<ToxicView> Toxics)
{
    public static Task<ProxyView> OfAsync(Edge edge) => edge.Loop.DoAsync(() => Of(edge));

    /// <summary>On the thread of the edge's loop.</summary>
    public static ProxyView Of(Edge edge) => new(
        edge.Name, edge.Listen.ToString(), edge.Upstream.Text, edge.Enabled, edge.Seed, [.. edge.Toxics.Entries.Select(ToxicView.Of)]);
}
