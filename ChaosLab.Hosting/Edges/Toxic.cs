namespace ChaosLab.Hosting.Edges;

/// <summary>A toxic to be put on an edge, in the words of the proxy's API (Toxiproxy 2.12, with <c>ttl</c> besides).</summary>
/// <param name="Type">The type, such as <c>latency</c>.</param>
/// <param name="Stream"><c>upstream</c> (from the caller) or <c>downstream</c> (to the caller).</param>
/// <param name="Attributes">The type's attributes.</param>
/// <param name="Toxicity">The share of connections it acts on, 0 to 1.</param>
internal sealed record Toxic(string Type, string Stream, IReadOnlyDictionary<string, object> Attributes, double Toxicity = 1)
{
    public const string Upstream = "upstream";
    public const string Downstream = "downstream";
}
