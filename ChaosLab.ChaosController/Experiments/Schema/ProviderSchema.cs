using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Experiments.Reading;
using static ChaosLab.ChaosController.Experiments.Schema.SchemaParts;

namespace ChaosLab.ChaosController.Experiments.Schema;

/// <summary>The schema of the providers; ChaosLab's own has one branch for each function.</summary>
internal static class ProviderSchema
{
    public static JsonObject Http() => Open(
        "One HTTP request to this machine; answers {status, headers, body}.", ["type", "url"],
        ("type", Words(["http"])),
        ("url", Text("An absolute http or https address of this machine.")),
        ("method", Text("GET when left out.")),
        ("headers", Settings("Headers sent.")),
        ("arguments", new JsonObject { ["description"] = "The query of a GET, else the JSON body (when Content-Type says so) or a form." }),
        ("timeout", AnyOf(
            Duration(DurationRange.Usual, "How long the answer may take"),
            new JsonObject { ["type"] = "array", ["minItems"] = 2, ["maxItems"] = 2, ["description"] = "For connecting, and for the answer." })),
        ("expected_status", Number(new NumberRange(100, 599, Whole: true), "Another status fails the activity.")),
        ("verify_tls", Flag("Whether the certificate must be valid; true when left out.")),
        ("max_retries", Number(new NumberRange(0, HttpProviderReader.MostRetries, Whole: true), "How often a failed connection is tried again.")),
        ("secrets", Secrets()));

    public static JsonObject Process() => Open(
        "One program, never through a shell; answers {status, stdout, stderr}.", ["type", "path"],
        ("type", Words(["process"])),
        ("path", Text("A path (from the file's directory), or a name on PATH.")),
        ("arguments", new JsonObject
        {
            ["description"] = "A list, or a text that is split into words as a shell would, or an object of names and values.",
            ["type"] = new JsonArray("string", "array", "object", "number", "boolean"),
        }),
        ("timeout", Duration(DurationRange.Usual, "How long it may run")),
        ("secrets", Secrets()));

    public static IEnumerable<JsonObject> Lab() => LabFunctions.All.Select(function =>
    {
        string[] required = [.. function.Arguments.Where(argument => argument.Required).Select(argument => argument.Name)];
        var arguments = Closed(null, required, [.. function.Arguments.Select(argument => (argument.Name, Argument(argument)))]);
        return Closed(
            function.Description, required.Length > 0 ? ["type", "func", "arguments"] : ["type", "func"],
            ("type", Words([LabExtensionReader.Name])),
            ("func", Words([function.Name], function.Description)),
            ("arguments", arguments),
            ("timeout", Duration(DurationRange.Usual, "How long it may take")),
            ("secrets", Secrets()));
    });

    private static JsonObject Argument(LabArgument argument) => argument.Kind switch
    {
        LabArgumentKind.Number => Number(argument.Range ?? NumberRange.Any, argument.Description),
        LabArgumentKind.Boolean => Flag(argument.Description),
        LabArgumentKind.Duration => Duration(DurationRange.Usual, argument.Description.TrimEnd('.')),
        LabArgumentKind.Texts => Texts(argument.Description),
        LabArgumentKind.Settings => Settings(argument.Description),
        _ => argument.Choices is { } choices ? Words(choices, argument.Description) : Text(argument.Description),
    };

    private static JsonObject Secrets()
        => Described(AnyOf(Text(), Texts()), "The scopes of secrets it uses.");
}
