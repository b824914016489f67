using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Experiments.Reading.Documents;

namespace ChaosLab.ChaosController.Experiments.Reading;

/// <summary>The document as it may be written down: as the file has it, but secrets that stand in it are masked.</summary>
internal static class SourceDocument
{
    public const string Mask = "********";

    public static JsonObject Of(MapNode root)
    {
        var source = root.ToJson();
        if (source["secrets"] is JsonObject secrets) source["secrets"] = Masked(secrets);
        return source;
    }

    // A dynamic value names where the secret is, and is no secret itself, but for its default.
    private static JsonNode? Masked(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                var dynamic = map["type"] is JsonValue type && type.TryGetValue<string>(out var name) && name is "env" or "vault";
                return new JsonObject(map.ToArray().Select(property => KeyValuePair.Create(
                    property.Key, dynamic && property.Key != "default" ? property.Value?.DeepClone() : Masked(property.Value))));
            case JsonArray list:
                return new JsonArray([.. list.Select(Masked)]);
            case null:
                return null;
            default:
                return Mask;
        }
    }
}
