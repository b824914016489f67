using System.Text.Json.Nodes;
using ChaosLab.Tests.Support;

namespace ChaosLab.Tests.Running;

/// <summary>Experiments without load: what they do is over in a moment, or waits until it is ended.</summary>
internal static class ShortExperiment
{
    public static JsonObject Of(params JsonNode[] method) => new()
    {
        ["title"] = "A short one",
        ["description"] = "Written by a test.",
        ["steady-state-hypothesis"] = new JsonObject { ["title"] = "All is well", ["probes"] = new JsonArray(ExperimentText.Probe("all healthy", "healthy", true)) },
        ["method"] = new JsonArray(method),
        ["rollbacks"] = new JsonArray(),
    };

    public static JsonObject With(this JsonObject experiment, string field, JsonNode value)
    {
        experiment[field] = value;
        return experiment;
    }

    public static JsonObject WithLab(this JsonObject experiment, string field, JsonNode value)
        => experiment.With("extensions", new JsonArray(new JsonObject { ["name"] = "chaoslab", [field] = value }));

    public static JsonObject Program(string name, params string[] command) => new()
    {
        ["type"] = "action",
        ["name"] = name,
        ["provider"] = new JsonObject
        {
            ["type"] = "process",
            ["path"] = command[0],
            ["arguments"] = new JsonArray([.. command.Skip(1).Select(word => (JsonNode)word)]),
        },
    };

    /// <summary>Waits far longer than any test.</summary>
    public static JsonObject Wait() => Program("wait", "sleep", "600");

    public static JsonObject Command(string command, string resource)
        => ExperimentText.Action($"{command} {resource}", "command", new JsonObject { ["resource"] = resource, ["command"] = command });
}
