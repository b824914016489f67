using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChaosLab.ChaosController.Experiments.Reading.Documents;

/// <summary>JSON that did not come from the file, as values of it.</summary>
internal static class JsonTree
{
    /// <param name="position">Where it stands in the file.</param>
    /// <param name="json">The value.</param>
    public static Node At(Position position, JsonNode? json) => json switch
    {
        JsonObject map => new MapNode(position, [.. map.Select(field => new MapEntry(field.Key, position, At(position, field.Value)))]),
        JsonArray list => new ListNode(position, [.. list.Select(item => At(position, item))]),
        _ => new ScalarNode(position, Scalar(json)),
    };

    private static object? Scalar(JsonNode? json) => json?.GetValueKind() switch
    {
        JsonValueKind.String => json.GetValue<string>(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when long.TryParse(json.ToJsonString(), out var whole) => whole,
        JsonValueKind.Number => double.Parse(json.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture),
        _ => null,
    };
}
