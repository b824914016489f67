using System.Text.Json;
using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Experiments.Reading;

namespace ChaosLab.ChaosController.Running;

/// <summary>Hides secrets in JSON.</summary>
internal static class MaskedJson
{
    /// <summary>A copy without secrets, in names as in values.</summary>
    public static JsonNode? Apply(this SecretMask mask, JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(mask.Apply(field.Key), mask.Apply(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(mask.Apply)]),
        JsonValue value when value.TryGetValue<string>(out var text) => JsonValue.Create(mask.Apply(text)),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number && mask.IsSecret(value.ToJsonString()) => JsonValue.Create(SourceDocument.Mask),
        _ => node?.DeepClone(),
    };
}
