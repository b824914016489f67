using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Experiments.Reading;
using static ChaosLab.ChaosController.Experiments.Schema.SchemaParts;

namespace ChaosLab.ChaosController.Experiments.Schema;

/// <summary>The JSON Schema of experiments, <c>docs/experiment.schema.json</c>: it follows the lists and ranges the reader checks.</summary>
internal static class ExperimentSchema
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema as text, with a line break at its end.</summary>
    public static string Write() => Create().ToJsonString(Indented) + "\n";

    public static JsonObject Create()
    {
        var schema = Open(
            "A chaos experiment: Chaos Toolkit's open format, with ChaosLab's provider and extension (docs/experiments.md).",
            ["title", "description", "method"],
            ("title", Text("What is found out, in one line.")),
            ("description", Text("The question behind it, and what is expected.")),
            ("tags", Texts("Words to find it by.")),
            ("configuration", Typed("object", "Values by name; ${name} puts one in. {\"type\": \"env\", \"key\": …, \"default\": …} takes an environment variable.")
                .With("additionalProperties", ConfigurationValue())),
            ("secrets", Typed("object", "Scopes of secret values by name; they are masked wherever they would show.")),
            ("steady-state-hypothesis", Open(
                "The measurable claim of normal.", ["title"],
                ("title", Text("The claim in words.")),
                ("probes", List(Named("hypothesisProbe"), "Each must be within its tolerance.")),
                ("controls", Named("controls")))),
            ("method", List(Named("activity"), "What is done and observed, in order; may be empty.")),
            ("rollbacks", List(Named("activity"), "What undoes the method, in order.")),
            ("controls", Named("controls")),
            ("runtime", Runtime()),
            ("extensions", List(AnyOf(ExtensionSchema.Create(), Named("foreignExtension")), "The block named chaoslab holds load, SLO and safety; others are ignored.")),
            ("contributions", Typed("object", "What the experiment contributes to.").With("additionalProperties", Words(["high", "medium", "low", "none"]))));
        var head = new JsonObject { ["$schema"] = "http://json-schema.org/draft-07/schema#", ["title"] = "ChaosLab experiment" };
        foreach (var (name, value) in schema.ToArray())
        {
            schema.Remove(name);
            head[name] = value;
        }

        head["definitions"] = Definitions();
        return head;
    }

    private static JsonObject Definitions() => new()
    {
        ["activity"] = AnyOf(Activity("A probe observes, an action changes something.", []), Reference()),
        ["hypothesisProbe"] = AnyOf(Activity("A probe with its tolerance.", ["tolerance"]), Reference()),
        ["provider"] = AnyOf([ProviderSchema.Http(), ProviderSchema.Process(), .. ProviderSchema.Lab()]),
        ["hookProvider"] = AnyOf(ProviderSchema.Http(), ProviderSchema.Process()),
        ["tolerance"] = Tolerance(),
        ["controls"] = List(
            AnyOf(
                Open(
                    "A hook; it never changes the outcome.", ["name", "provider"],
                    ("name", Text()), ("provider", Named("hookProvider")), ("scope", Words(["before", "after"], "Both when left out.")),
                    ("automatic", Flag("Whether a control of the experiment is applied to every activity as well; true when left out."))),
                Reference()),
            "Hooks before and after."),
        ["environmentValue"] = Open(
            "A value from an environment variable.", ["type", "key"],
            ("type", Words(["env"])), ("key", Text("The variable.")), ("default", new JsonObject { ["description"] = "Its value when it is not set." }),
            ("env_var_type", Words(EnvironmentValue.Types, "Its type; text when left out."))),
        ["probedValue"] = Open(
            "A value that a probe gives before the run: the stdout of a program, the body of a server's answer.", ["type", "provider"],
            ("type", Words(["probe"])), ("name", Text()), ("provider", Named("hookProvider")),
            ("timeout", Duration(DurationRange.Usual, "How long it may take, 20 s when left out"))),
        ["foreignExtension"] = Open(
            "An extension that ChaosLab ignores.", ["name"],
            ("name", Text().With("not", new JsonObject { ["enum"] = new JsonArray(LabExtensionReader.Name) }))),
    };

    private static JsonObject Activity(string description, string[] needed) => Open(
        description, ["type", "name", "provider", .. needed],
        ("type", Words(["probe", "action"])),
        ("name", Text("For the journal, for people, and for references.")),
        ("provider", Named("provider")),
        ("tolerance", Named("tolerance")),
        ("background", Flag("Whether the next activity starts without waiting for this one.")),
        ("pauses", Open(
            "Waits around it.", [], ("before", Duration(DurationRange.Pause, "Before it")), ("after", Duration(DurationRange.Pause, "After it")))),
        ("timeout", Duration(DurationRange.Usual, "How long it may take, unless its provider says so")),
        ("controls", Named("controls")));

    private static JsonObject Reference() => Open("An activity or control declared elsewhere in the file.", ["ref"], ("ref", Text("Its name.")));

    // Everything may be a value; an object of one of the types that are read must be right.
    private static JsonObject ConfigurationValue() => AnyOf(
        new JsonObject { ["type"] = new JsonArray("string", "number", "boolean", "null", "array") },
        Named("environmentValue"), Named("probedValue"),
        new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { ["type"] = new JsonObject { ["not"] = new JsonObject { ["enum"] = new JsonArray("env", "probe", "vault") } } },
        });

    private static JsonObject Runtime() => Open(
        "When the hypothesis is checked and the rollbacks are run.", [],
        ("rollbacks", Open(null, [], ("strategy", Words(RuntimeReader.Rollbacks, "Always once the method has begun, when left out.")))),
        ("hypothesis", Open(
            null, [],
            ("strategy", Words(RuntimeReader.Hypotheses, "Before and after the method when left out.")),
            ("frequency", Duration(RuntimeReader.Frequency, "The pause between two checks while the method runs, 1 s when left out")),
            ("fail-fast", FailFast()), ("fail_fast", FailFast()), ("fail-fast-ratio", Ratio()), ("fail_fast_ratio", Ratio()))));

    private static JsonObject FailFast() => Flag("Whether deviations during the method end it.");

    private static JsonObject Ratio() => Number(RuntimeReader.Ratio, "How many percent of the checks must have deviated for that; the first is enough when left out.");

    private static JsonObject Tolerance()
    {
        var target = Text("The property of the output that is looked at; the whole output when left out.");
        var pair = Described(new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "number" }, ["minItems"] = 2, ["maxItems"] = 2 }, "The least and the greatest value allowed.");
        return Described(
            AnyOf(
                Described(new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") }, "Equal to this; of an http or process output its status."),
                Described(new JsonObject { ["type"] = "array", ["minItems"] = 1 }, "Two numbers are bounds, both included; anything else is a list of values allowed."),
                Open("Matches a regular expression.", ["type", "pattern"], ("type", Words(["regex"])), ("pattern", Text()), ("target", (JsonObject)target.DeepClone())),
                Open(
                    "A JSONPath finds something.", ["type", "path"],
                    ("type", Words(["jsonpath"])), ("path", Text()), ("expect", new JsonObject { ["description"] = "What it must find: one value, or the list of all." }),
                    ("count", Number(new NumberRange(0, 100_000, Whole: true), "How many values it must find.")), ("target", (JsonObject)target.DeepClone())),
                Open("A number within a range.", ["type", "range"], ("type", Words(["range"])), ("range", pair), ("target", target)),
                Open(
                    "A second probe decides; it is given the output as the argument value.", ["type", "name", "provider"],
                    ("type", Words(["probe"])), ("name", Text()), ("provider", Named("provider")))),
            "What the probe must answer.");
    }
}
