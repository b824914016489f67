using System.Text.Json.Nodes;

namespace ChaosLab.ChaosController.Running.Functions;

/// <summary>A function of the provider <c>chaoslab</c>, at work: its output, or an <see cref="ActivityFailedException"/>.</summary>
internal delegate Task<JsonNode?> LabFunctionBody(LabArguments arguments, CancellationToken ct);

/// <summary>Every function of <see cref="Experiments.LabFunctions"/>, bound to a run.</summary>
internal sealed class LabFunctionTable
{
    private readonly Dictionary<string, LabFunctionBody> _bodies;

    public LabFunctionTable(RunScope scope)
        => _bodies = new Dictionary<string, LabFunctionBody>(
            [
                .. new FaultFunctions(scope).Bodies,
                .. new ResourceFunctions(scope).Bodies,
                .. new LoadFunctions(scope).Bodies,
                .. new LedgerFunctions(scope).Bodies,
                .. new TelemetryFunctions(scope).Bodies,
            ], StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => _bodies.Keys;

    public LabFunctionBody Find(string name)
        => _bodies.TryGetValue(name, out var body) ? body : throw new ActivityFailedException($"the provider chaoslab has no function '{name}'");
}
