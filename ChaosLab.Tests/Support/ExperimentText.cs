using System.Text.Json.Nodes;

namespace ChaosLab.Tests.Support;

/// <summary>Experiments as tests write them: short, with little load, and objectives that a busy machine can keep.</summary>
internal static class ExperimentText
{
    /// <summary>A complete experiment around a method.</summary>
    public static string Of(string title, JsonNode[] method, JsonObject? slo = null, JsonObject? load = null, JsonObject? safety = null)
    {
        var extension = new JsonObject { ["name"] = "chaoslab", ["load"] = load ?? Traffic(20), ["slo"] = slo ?? new JsonObject { ["rto"] = "30s" } };
        if (safety is not null) extension["safety"] = safety;
        return new JsonObject
        {
            ["title"] = title,
            ["description"] = "Written by a test.",
            ["steady-state-hypothesis"] = new JsonObject { ["title"] = "All parts are healthy", ["probes"] = new JsonArray(Probe("all parts are healthy", "healthy", true)) },
            ["method"] = new JsonArray(method),
            ["rollbacks"] = new JsonArray(),
            ["extensions"] = new JsonArray(extension),
        }.ToJsonString();
    }

    public static JsonObject Traffic(int rate, params (string Operation, int Weight)[] mix)
    {
        var load = new JsonObject { ["rate"] = rate, ["warm-up"] = "0s", ["lead"] = "2s", ["tail"] = "1s" };
        if (mix.Length > 0) load["mix"] = new JsonObject(mix.Select(part => KeyValuePair.Create(part.Operation, (JsonNode?)part.Weight)));
        return load;
    }

    public static JsonObject Inject(string kind, string target, string? lasting = null, string wait = "end", JsonObject? settings = null)
    {
        var arguments = new JsonObject { ["kind"] = kind, ["target"] = target, ["wait"] = wait };
        if (lasting is not null) arguments["for"] = lasting;
        if (settings is not null) arguments["settings"] = settings;
        return Action($"{kind} {target}", "inject", arguments);
    }

    public static JsonObject Action(string name, string function, JsonObject arguments) => Activity("action", name, function, arguments);

    public static JsonObject Probe(string name, string function, JsonNode tolerance, JsonObject? arguments = null)
    {
        var probe = Activity("probe", name, function, arguments ?? []);
        probe["tolerance"] = tolerance;
        return probe;
    }

    private static JsonObject Activity(string type, string name, string function, JsonObject arguments)
        => new()
        {
            ["type"] = type,
            ["name"] = name,
            ["provider"] = new JsonObject { ["type"] = "chaoslab", ["func"] = function, ["arguments"] = arguments },
        };
}
