using System.Text.Json;
using System.Text.Json.Nodes;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Running.Functions;

/// <summary>Functions that break something, and end it.</summary>
internal sealed class FaultFunctions(RunScope scope)
{
    /// <summary>What one kill may take: its effect, then the recovery that the AppHost waits for.</summary>
    private static readonly TimeSpan KillLimit = TimeSpan.FromSeconds(45);

    private const int MostKills = 20;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _rounds = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, LabFunctionBody> Bodies => new Dictionary<string, LabFunctionBody>
    {
        ["inject"] = InjectAsync,
        ["remove"] = RemoveAsync,
        ["random-kill"] = KillAtRandomAsync,
    };

    /// <summary>The most that the kills of a <c>random-kill</c> and the pauses between them may take.</summary>
    public static TimeSpan LongestKilling(LabArguments arguments)
        => (KillLimit * KillsOf(arguments)) + ((arguments.Duration("pause") ?? TimeSpan.Zero) * (KillsOf(arguments) - 1));

    /// <summary>How many kills <c>random-kill</c> is asked for.</summary>
    public static int KillsOf(LabArguments arguments) => (int)Math.Clamp(arguments.Number("count") ?? 1, 1, MostKills);

    private async Task<JsonNode?> InjectAsync(LabArguments arguments, CancellationToken ct)
    {
        var (kind, target) = (arguments.Text("kind"), arguments.Text("target"));
        var seed = SeedFor(kind, target, arguments);
        var fault = await scope.Faults.InjectAsync(
            kind, target, arguments.Duration("for"), arguments.Settings("settings"), seed, arguments.IsSet("force"), ct);
        await (arguments.TryText("wait") switch
        {
            "nothing" => Task.CompletedTask,
            "end" => fault.Ended,
            _ => fault.Felt,
        }).WaitAsync(ct);
        return Answer(fault.Record);
    }

    // A kind that chooses nothing takes no seed.
    private int? SeedFor(string kind, string target, LabArguments arguments)
    {
        if (arguments.Number("seed") is { } own) return (int)own;
        var chooses = scope.Order.Kinds.FirstOrDefault(known => known.Kind == kind)?.Parameters.Any(parameter => parameter.Name == "seed") == true;
        return chooses ? scope.Decisions.SeedFor($"{kind} on {target}") : null;
    }

    private async Task<JsonNode?> RemoveAsync(LabArguments arguments, CancellationToken ct)
    {
        var (kind, target) = (arguments.TryText("kind"), arguments.TryText("target"));
        return await scope.Faults.EndAsync(
            fault => (kind is null || fault.Kind == kind) && (target is null || fault.Target == target), ct);
    }

    private async Task<JsonNode?> KillAtRandomAsync(LabArguments arguments, CancellationToken ct)
    {
        var among = arguments.Texts("among");
        if (among.Count == 0) throw new ActivityFailedException("'among' names no resource to choose from");
        var count = KillsOf(arguments);
        var seed = arguments.Number("seed") is { } own ? (int?)own : null;
        var round = seed is null ? RoundOf($"{count} of {string.Join(',', among)}") : 1;
        var answers = new JsonArray();
        for (var i = 1; i <= count; i++)
        {
            if (i > 1 && arguments.Duration("pause") is { } pause) await Task.Delay(pause, scope.Time, ct);
            var victim = scope.Decisions.Choose(round == 1 ? $"kill {i} of {count}" : $"kill {i} of {count}, round {round}", among, seed);
            var fault = await scope.Faults.InjectAsync("kill", victim, null, null, null, false, ct);
            await fault.Ended.WaitAsync(ct);
            answers.Add(Answer(fault.Record));
        }

        return answers;
    }

    // Which of the run's kills of the same parts this is: a second round by the same seed would only kill the same ones again.
    private int RoundOf(string what)
    {
        lock (_gate) return _rounds[what] = _rounds.GetValueOrDefault(what) + 1;
    }

    private static JsonNode? Answer(FaultRecord fault)
        => fault.State == FaultState.Failed
            ? throw new ActivityFailedException($"{fault.Kind} on {fault.Target} could not act: {fault.Message}")
            : JsonSerializer.SerializeToNode(fault, WireJson.Options);
}
