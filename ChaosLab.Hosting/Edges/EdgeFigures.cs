using System.Text.Json;

namespace ChaosLab.Hosting.Edges;

/// <summary>What the proxy tells of an edge (<c>GET /edges</c>).</summary>
/// <param name="Name">The edge.</param>
/// <param name="Enabled">Whether it takes connections.</param>
/// <param name="ConnectionsOpen">Connections open now.</param>
/// <param name="ConnectionsTotal">Connections since the proxy started.</param>
/// <param name="BytesUp">Bytes from callers since the proxy started.</param>
/// <param name="BytesDown">Bytes to callers since the proxy started.</param>
/// <param name="Requests">Requests since the proxy started, where the protocol is known.</param>
/// <param name="Toxics">What acts on it.</param>
internal sealed record EdgeFigures(
    string Name,
    bool Enabled,
    long ConnectionsOpen,
    long ConnectionsTotal,
    long BytesUp,
    long BytesDown,
    long? Requests,
    IReadOnlyList<EdgeFigures.ActiveToxic>? Toxics)
{
    /// <summary>A toxic that acts.</summary>
    internal sealed record ActiveToxic(string Name, string Type, string? Stream, double? Toxicity, IReadOnlyDictionary<string, JsonElement>? Attributes, long? Seed = null)
    {
        public string Tell()
            => $"{Type} {Stream}{(Toxicity is { } share and < 1 ? $" {share:0.##}" : "")}"
                + (Attributes is { Count: > 0 } ? $" ({string.Join(", ", Attributes.Select(pair => $"{pair.Key}={pair.Value}"))})" : "");
    }
}
