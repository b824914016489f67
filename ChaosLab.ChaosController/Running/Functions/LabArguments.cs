using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChaosLab.ChaosController.Running.Functions;

/// <summary>The arguments of a function of the provider <c>chaoslab</c>; their names and kinds were checked when the file was read.</summary>
internal sealed class LabArguments(JsonObject arguments)
{
    public string Text(string name) => TryText(name) ?? throw new ActivityFailedException($"the argument '{name}' is missing");

    public string? TryText(string name) => arguments[name] is { } value ? TextOf(value) : null;

    public double? Number(string name)
        => TryText(name) is not { } text ? null
            : double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number
            : throw new ActivityFailedException($"the argument '{name}' is '{text}', which is no number");

    public bool IsSet(string name) => string.Equals(TryText(name), "true", StringComparison.OrdinalIgnoreCase);

    public TimeSpan? Duration(string name)
        => TryText(name) is not { } text ? null
            : Shell.Duration.TryParse(text, out var duration, out var problem) ? duration
            : throw new ActivityFailedException($"the argument '{name}': {problem}");

    public IReadOnlyList<string> Texts(string name) => arguments[name] switch
    {
        null => [],
        JsonArray items => [.. items.OfType<JsonNode>().Select(TextOf)],
        { } one => [TextOf(one)],
    };

    public IReadOnlyDictionary<string, string>? Settings(string name)
        => arguments[name] is JsonObject settings
            ? settings.Where(setting => setting.Value is not null).ToDictionary(setting => setting.Key, setting => TextOf(setting.Value!))
            : null;

    private static string TextOf(JsonNode value)
        => value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
}
