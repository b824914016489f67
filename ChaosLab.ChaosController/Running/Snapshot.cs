using System.Text.Json.Nodes;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Running;

/// <summary>The state of everything at one moment.</summary>
/// <param name="When"><c>before</c>, <c>during</c> or <c>after</c>.</param>
/// <param name="At">The moment.</param>
/// <param name="Resources">Every resource.</param>
/// <param name="Edges">Every edge.</param>
/// <param name="Health">The answer of each service's <c>/health</c>, by resource; null when there was none.</param>
internal sealed record Snapshot(
    string When,
    DateTimeOffset At,
    IReadOnlyList<ResourceStatus> Resources,
    IReadOnlyList<EdgeStatus> Edges,
    IReadOnlyDictionary<string, JsonNode?> Health);
