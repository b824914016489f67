using System.Globalization;
using System.Text;

namespace ChaosLab.Proxy.Api;

/// <summary>The edges' totals in Prometheus' text format: Toxiproxy's two metrics, and more of our own.</summary>
internal static class MetricsText
{
    public static string Of(IReadOnlyList<EdgeTotals> edges)
    {
        var text = new StringBuilder();
        Metric(text, edges, "toxiproxy_proxy_received_bytes_total", "counter", "Bytes that senders sent.",
            ("upstream", edge => edge.ReadUp), ("downstream", edge => edge.ReadDown));
        Metric(text, edges, "toxiproxy_proxy_sent_bytes_total", "counter", "Bytes that receivers took.",
            ("upstream", edge => edge.WrittenUp), ("downstream", edge => edge.WrittenDown));
        Metric(text, edges, "chaoslab_edge_connections", "gauge", "Connections that stand now.", (null, edge => edge.Open));
        Metric(text, edges, "chaoslab_edge_connections_total", "counter", "Connections accepted.", (null, edge => edge.Connections));
        Metric(text, edges, "chaoslab_edge_refused_total", "counter", "Connections whose server could not be reached.", (null, edge => edge.Refused));
        Metric(text, edges, "chaoslab_edge_requests_total", "counter", "Requests seen, where the protocol is known.", (null, edge => edge.Requests));
        return text.ToString();
    }

    private static void Metric(
        StringBuilder text, IReadOnlyList<EdgeTotals> edges, string name, string type, string help,
        params (string? Direction, Func<EdgeTotals, long> Value)[] values)
    {
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n");
        foreach (var edge in edges)
        {
            foreach (var (direction, value) in values)
            {
                var first = direction is null ? "" : $"direction=\"{direction}\",";
                text.Append(CultureInfo.InvariantCulture,
                    $"{name}{{{first}listener=\"{Escaped(edge.Listen)}\",proxy=\"{Escaped(edge.Name)}\",upstream=\"{Escaped(edge.Upstream)}\"}} {value(edge)}\n");
            }
        }
    }

    private static string Escaped(string label)
        => label.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
