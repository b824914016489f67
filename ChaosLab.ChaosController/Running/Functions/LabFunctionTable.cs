using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Experiments;

namespace ChaosLab.ChaosController.Running.Functions;

/// <summary>A function of the provider <c>chaoslab</c>, at work: its output, or an <see cref="ActivityFailedException"/>.</summary>
internal delegate Task<JsonNode?> LabFunctionBody(LabArguments arguments, CancellationToken ct);

/// <summary>Every function of <see cref="LabFunctions"/>, bound to a run.</summary>
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

    /// <summary>What a function is asked to wait for, beside its own work: a fault's length, a time, so many recoveries.</summary>
    /// <exception cref="ActivityFailedException">An argument is no duration, or no number.</exception>
    public static TimeSpan LongestWait(LabProvider function)
    {
        var arguments = new LabArguments(function.Arguments);
        return function.Func switch
        {
            "inject" => arguments.Duration("for") ?? TimeSpan.Zero,
            "wait-healthy" => arguments.Duration("within") ?? TimeSpan.Zero,
            "random-kill" => FaultFunctions.LongestKilling(arguments),
            _ => TimeSpan.Zero,
        };
    }

    public LabFunctionBody Find(string name)
        => _bodies.TryGetValue(name, out var body) ? body : throw new ActivityFailedException($"the provider chaoslab has no function '{name}'");
}
