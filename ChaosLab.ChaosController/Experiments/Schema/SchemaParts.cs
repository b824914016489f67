using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Experiments.Reading;

namespace ChaosLab.ChaosController.Experiments.Schema;

/// <summary>
/// The pieces a JSON Schema is made of. Draft 7, without <c>const</c> and <c>if</c>: every editor and library knows the rest.
/// </summary>
internal static class SchemaParts
{
    public static JsonObject Text(string? description = null) => Typed("string", description).With("minLength", 1);

    public static JsonObject Flag(string? description = null) => OrReference(Typed("boolean", null), description);

    public static JsonObject Words(IEnumerable<string> words, string? description = null)
        => Described(new JsonObject { ["enum"] = new JsonArray([.. words.Select(word => (JsonNode)word)]) }, description);

    public static JsonObject Number(NumberRange range, string? description = null)
    {
        var number = Typed(range.Whole ? "integer" : "number", null);
        if (range.Least > double.MinValue) number[range.AboveLeast ? "exclusiveMinimum" : "minimum"] = range.Least;
        if (range.Most < double.MaxValue) number[range.Open ? "exclusiveMaximum" : "maximum"] = range.Most;
        return OrReference(number, description);
    }

    /// <summary>A number of seconds, a text with a unit, or a reference.</summary>
    public static JsonObject Duration(DurationRange range, string? description = null)
    {
        var seconds = Typed("number", null).With(range.Zero ? "minimum" : "exclusiveMinimum", 0).With("maximum", range.Most.TotalSeconds);
        var written = Typed("string", null).With("pattern", @"^\s*[0-9.]+\s*(ms|s|m|min|h)?\s*$");
        return Described(AnyOf(seconds, written, Reference()), $"{description ?? "A duration"} ({range}; a bare number is seconds).");
    }

    public static JsonObject Texts(string? description = null) => List(Text(), description);

    public static JsonObject List(JsonObject items, string? description = null, int? least = null)
    {
        var list = Described(new JsonObject { ["type"] = "array", ["items"] = items }, description);
        return least is { } count ? list.With("minItems", count) : list;
    }

    /// <summary>An object whose fields are all known; names that begin with <c>x-</c> or <c>$</c> are free.</summary>
    public static JsonObject Closed(string? description, IEnumerable<string> required, params (string Name, JsonObject Schema)[] fields)
        => Open(description, required, fields)
            .With("patternProperties", new JsonObject { [@"^(x-|\$)"] = new JsonObject() })
            .With("additionalProperties", false);

    /// <summary>An object that may have other fields, too.</summary>
    public static JsonObject Open(string? description, IEnumerable<string> required, params (string Name, JsonObject Schema)[] fields)
    {
        var map = Described(new JsonObject { ["type"] = "object" }, description);
        var names = required.Select(name => (JsonNode)name).ToArray();
        if (names.Length > 0) map["required"] = new JsonArray(names);
        map["properties"] = new JsonObject(fields.Select(field => KeyValuePair.Create(field.Name, (JsonNode?)field.Schema)));
        return map;
    }

    /// <summary>An object of texts, numbers and booleans.</summary>
    public static JsonObject Settings(string? description = null)
        => Described(new JsonObject { ["type"] = "object", ["additionalProperties"] = new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") } }, description);

    public static JsonObject AnyOf(params IEnumerable<JsonObject> choices) => new() { ["anyOf"] = new JsonArray([.. choices]) };

    /// <summary>A definition of the same schema.</summary>
    public static JsonObject Named(string definition) => new() { ["$ref"] = $"#/definitions/{definition}" };

    public static JsonObject Typed(string type, string? description) => Described(new JsonObject { ["type"] = type }, description);

    public static JsonObject Described(JsonObject schema, string? description)
        => description is null ? schema : new JsonObject([KeyValuePair.Create("description", (JsonNode?)description), .. Taken(schema)]);

    public static JsonObject With(this JsonObject schema, string name, JsonNode value)
    {
        schema[name] = value;
        return schema;
    }

    // Where a value has another type than text, a value of the configuration can be put in.
    private static JsonObject OrReference(JsonObject schema, string? description) => Described(AnyOf(schema, Reference()), description);

    private static JsonObject Reference() => new() { ["type"] = "string", ["pattern"] = @"\$" };

    private static KeyValuePair<string, JsonNode?>[] Taken(JsonObject schema)
    {
        var fields = schema.ToArray();
        schema.Clear();
        return fields;
    }
}
