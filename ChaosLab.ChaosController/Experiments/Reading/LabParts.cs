using ChaosLab.ChaosController.Bridge;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Experiments.Reading;

/// <summary>The parts of the lab that is meant, which an experiment may name.</summary>
/// <param name="Resources">Its resources with their commands.</param>
/// <param name="Edges">The names of its edges.</param>
internal sealed record LabParts(IReadOnlyList<ResourceStatus> Resources, IReadOnlyList<string> Edges)
{
    /// <exception cref="BridgeException">The AppHost does not answer.</exception>
    public static async Task<LabParts> OfAsync(BridgeClient bridge, CancellationToken ct)
        => new(await bridge.GetResourcesAsync(ct), [.. (await bridge.GetEdgesNowAsync(ct)).Select(edge => edge.Name)]);
}
