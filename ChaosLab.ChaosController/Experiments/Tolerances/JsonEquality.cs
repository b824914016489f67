using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChaosLab.ChaosController.Experiments.Tolerances;

/// <summary>Equality of JSON values: numbers by value (1 equals 1.0), objects without regard to order.</summary>
internal static class JsonEquality
{
    public static bool Equal(JsonNode? a, JsonNode? b)
    {
        if (a is null || b is null) return a is null && b is null;
        if (Number(a) is { } first) return Number(b) is { } second && first.Equals(second);
        return (a, b) switch
        {
            (JsonObject left, JsonObject right) => left.Count == right.Count
                && left.All(property => right.TryGetPropertyValue(property.Key, out var other) && Equal(property.Value, other)),
            (JsonArray left, JsonArray right) => left.Count == right.Count && left.Zip(right).All(pair => Equal(pair.First, pair.Second)),
            (JsonValue left, JsonValue right) => left.GetValueKind() == right.GetValueKind()
                && (left.GetValueKind() != JsonValueKind.String || left.GetValue<string>() == right.GetValue<string>()),
            _ => false,
        };
    }

    /// <summary>The number a value is; null when it is none.</summary>
    public static double? Number(JsonNode? node)
        => node is JsonValue value && value.GetValueKind() == JsonValueKind.Number
            && double.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The text a value is; null when it is none.</summary>
    public static string? Text(JsonNode? node)
        => node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    /// <summary>The value for a message: JSON, cut.</summary>
    public static string Show(JsonNode? node)
    {
        var json = node?.ToJsonString(Relaxed) ?? "null";
        return json.Length <= 120 ? json : json[..119] + "…";
    }

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
