using System.Globalization;
using System.Text.Json.Nodes;

namespace ChaosLab.ChaosController.Cli;

/// <summary>Experiments that commands make from their arguments; they run like any file.</summary>
internal static class ComposedExperiment
{
    /// <summary>Kills parts in sequence, each after the recovery of the one before (scenario rows B2 and B6).</summary>
    public static ExperimentSource Cascade(IReadOnlyList<string> victims, int rate)
        => Write("cascade", "Cascade: " + string.Join(", ", victims),
            "Parts are killed one after the other; which others fall with them is in the report.",
            [.. victims.Select(victim => Inject("kill", victim, null, "end", null))], rate, null);

    /// <summary>Load, and after a delay a fault (scenario row B2).</summary>
    public static ExperimentSource LoadChaos(string kind, string target, TimeSpan? lasting, TimeSpan delay, int rate, IReadOnlyList<string>? command)
        => Write("load-chaos", $"Load {(command is null ? $"of {rate.ToString(CultureInfo.InvariantCulture)}/s" : $"by {command[0]}")}, and {kind} on {target}",
            "Load runs while a fault acts.", [Inject(kind, target, lasting, "end", delay)], rate, command);

    private static JsonObject Inject(string kind, string target, TimeSpan? lasting, string wait, TimeSpan? delay)
    {
        var arguments = new JsonObject { ["kind"] = kind, ["target"] = target, ["wait"] = wait };
        if (lasting is { } time) arguments["for"] = time.TotalSeconds;
        var activity = new JsonObject
        {
            ["type"] = "action",
            ["name"] = $"{kind} {target}",
            ["provider"] = new JsonObject { ["type"] = "chaoslab", ["func"] = "inject", ["arguments"] = arguments },
        };
        if (delay is { } pause) activity["pauses"] = new JsonObject { ["before"] = pause.TotalSeconds };
        return activity;
    }

    private static ExperimentSource Write(
        string name, string title, string description, IReadOnlyList<JsonObject> method, int rate, IReadOnlyList<string>? command)
    {
        var load = new JsonObject { ["rate"] = rate };
        if (command is not null) load = new JsonObject { ["command"] = new JsonArray([.. command.Select(word => (JsonNode)word)]) };
        var experiment = new JsonObject
        {
            ["title"] = title,
            ["description"] = description,
            ["tags"] = new JsonArray("composed"),
            ["steady-state-hypothesis"] = new JsonObject
            {
                ["title"] = "Every part is healthy",
                ["probes"] = new JsonArray(new JsonObject
                {
                    ["type"] = "probe",
                    ["name"] = "all healthy",
                    ["tolerance"] = true,
                    ["provider"] = new JsonObject { ["type"] = "chaoslab", ["func"] = "healthy" },
                }),
            },
            ["method"] = new JsonArray([.. method]),
            ["rollbacks"] = new JsonArray(),
            ["extensions"] = new JsonArray(new JsonObject
            {
                ["name"] = "chaoslab",
                ["rows"] = new JsonArray("B2", "B6"),
                ["load"] = load,
                ["slo"] = new JsonObject { ["rto"] = "30s" },
            }),
        };
        return new ExperimentSource(Path.Combine(Environment.CurrentDirectory, name + ".json"), experiment.ToJsonString());
    }
}
