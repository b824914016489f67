using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Shell;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Cli;

/// <summary>Checks names the user wrote against what the lab has, so that a typing error gets a suggestion.</summary>
internal static class Targets
{
    /// <exception cref="LabError">There is no such resource.</exception>
    public static async Task RequireResourceAsync(BridgeClient bridge, string written, CancellationToken ct)
    {
        var names = (await bridge.GetResourcesAsync(ct)).Select(resource => resource.Name).ToArray();
        if (!names.Contains(written, StringComparer.Ordinal)) throw LabError.WrongUse(Suggestion.Unknown("resource", written, names));
    }

    /// <summary>The kind of the catalogue, checked to act on the target.</summary>
    /// <exception cref="LabError">There is no such kind, or it does not act on the target.</exception>
    public static FaultKind RequireFault(IReadOnlyCollection<FaultKind> catalogue, string kind, string target)
    {
        var found = catalogue.FirstOrDefault(entry => entry.Kind == kind)
            ?? throw LabError.WrongUse(Suggestion.Unknown("fault", kind, [.. catalogue.Select(entry => entry.Kind)]));
        if (found.Targets.Contains(target, StringComparer.Ordinal)) return found;

        var everywhere = catalogue.SelectMany(entry => entry.Targets).Distinct(StringComparer.Ordinal);
        throw LabError.WrongUse(everywhere.Contains(target, StringComparer.Ordinal)
            ? $"'{kind}' does not act on '{target}'. It acts on: {string.Join(", ", found.Targets)}."
            : Suggestion.Unknown("target", target, found.Targets));
    }
}
