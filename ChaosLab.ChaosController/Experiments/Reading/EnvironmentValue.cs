using System.Globalization;
using System.Text.Json;
using ChaosLab.ChaosController.Experiments.Reading.Documents;

namespace ChaosLab.ChaosController.Experiments.Reading;

/// <summary>Reads a dynamic value <c>{"type": "env", "key": …, "default": …, "env_var_type": …}</c>.</summary>
internal static class EnvironmentValue
{
    /// <summary>Chaos Toolkit's names of types.</summary>
    public static readonly IReadOnlyList<string> Types = ["str", "string", "int", "integer", "float", "number", "bool", "json", "bytes"];

    /// <summary>The value; an <see cref="UnknownNode"/> when it could not be read, which is told.</summary>
    public static Node Read(MapNode map, Values values, IReadOnlyDictionary<string, string> environment, string what)
    {
        var fields = new Fields(map, values, what, own: false, "type", "key", "default", "env_var_type");
        var type = fields.Choice("env_var_type", Types);
        if (fields.NeedText("key") is not { } key) return new UnknownNode(map.Position);
        if (environment.TryGetValue(key, out var text)) return Convert(text, type, map, values, $"the environment variable {Wording.Short(key)}");
        if (map.Find("default")?.Value is { } standard)
        {
            return standard is ScalarNode { Text: { } written } ? Convert(written, type, map, values, "'default'") : standard;
        }

        values.Mistakes.Add(map, $"The environment variable {Wording.Short(key)} is not set, and there is no 'default'.");
        return new UnknownNode(map.Position);
    }

    /// <summary>A text as a value of one of Chaos Toolkit's types; null means text.</summary>
    public static Node Convert(string text, string? type, Node place, Values values, string what)
    {
        Node? converted = type switch
        {
            null or "str" or "string" or "bytes" => new ScalarNode(place.Position, text),
            "int" or "integer" => long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? new ScalarNode(place.Position, whole) : null,
            "float" or "number" => double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                ? new ScalarNode(place.Position, number) : null,
            "bool" => new ScalarNode(place.Position, text.ToLowerInvariant() is not ("false" or "0" or "no")),
            "json" => Json(text, place),
            _ => null,
        };
        if (converted is not null) return converted;
        // The text itself is not shown: it may be a secret.
        values.Mistakes.Add(place, $"The value of {what} is no {type}.");
        return new UnknownNode(place.Position);
    }

    private static Node? Json(string text, Node place)
    {
        if (text.Length == 0) return new ScalarNode(place.Position, text);
        try
        {
            return JsonDocumentReader.Read(text, (_, _) => { });
        }
        catch (Exception error) when (error is DocumentException or JsonException)
        {
            return null;
        }
    }
}
