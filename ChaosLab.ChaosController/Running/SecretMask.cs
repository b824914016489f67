using System.Text.Json.Nodes;

namespace ChaosLab.ChaosController.Running;

/// <summary>Puts stars where a secret would be written down.</summary>
internal sealed class SecretMask(IReadOnlyList<string> secrets)
{
    private const string Stars = "******";

    // A short one would star out half of every text, and protects nothing.
    private readonly string[] _secrets = [.. secrets.Where(secret => secret.Length >= 4).OrderByDescending(secret => secret.Length)];

    public string Apply(string text)
        => _secrets.Aggregate(text, (masked, secret) => masked.Replace(secret, Stars, StringComparison.Ordinal));

    /// <summary>A copy without secrets.</summary>
    public JsonNode? Apply(JsonNode? node) => _secrets.Length == 0 ? node?.DeepClone() : node switch
    {
        JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(Apply(field.Key), Apply(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Apply)]),
        JsonValue value when value.TryGetValue<string>(out var text) => JsonValue.Create(Apply(text)),
        _ => node?.DeepClone(),
    };
}
