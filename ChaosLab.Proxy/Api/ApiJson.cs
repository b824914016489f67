using System.Text.Encodings.Web;
using System.Text.Json;

namespace ChaosLab.Proxy.Api;

/// <summary>How the API writes and reads JSON.</summary>
internal static class ApiJson
{
    /// <summary>The greatest body that is read, in bytes.</summary>
    public const int MostBytes = 256 * 1024;

    /// <summary>Edge names such as web-&gt;payment stay readable.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads the body as JSON.</summary>
    /// <exception cref="ApiError">It is not JSON, or too long.</exception>
    public static async Task<JsonElement> ReadAsync(HttpRequest request)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
            CheckTexts(document.RootElement);
            return document.RootElement.Clone();
        }
        catch (JsonException error)
        {
            throw ApiError.BadBody(error.Message.ReplaceLineEndings(" "));
        }
        catch (InvalidOperationException)
        {
            throw ApiError.BadBody("a text has half of a surrogate pair (\\ud800 to \\udfff) without its other half");
        }
    }

    /// <summary>Reads the body as a JSON object.</summary>
    /// <exception cref="ApiError">It is something else.</exception>
    public static async Task<JsonElement> ReadObjectAsync(HttpRequest request)
    {
        var body = await ReadAsync(request);
        return body.ValueKind == JsonValueKind.Object ? body : throw ApiError.BadBody("a JSON object is expected");
    }

    /// <summary>A text field; null when it is absent.</summary>
    /// <exception cref="ApiError">It is not a text.</exception>
    public static string? Text(JsonElement from, string name)
    {
        if (!from.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        if (value.ValueKind != JsonValueKind.String) throw ApiError.BadBody($"'{name}' must be a text");

        // Names stand in the log, a line each.
        var text = value.GetString()!;
        return text.Any(char.IsControl) ? throw ApiError.BadBody($"'{name}' must not have control characters") : text;
    }

    // The parser lets halves of surrogate pairs pass, and reading such a text fails.
    private static void CheckTexts(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    _ = property.Name;
                    CheckTexts(property.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray()) CheckTexts(item);
                break;
            case JsonValueKind.String:
                _ = element.GetString();
                break;
        }
    }

    /// <summary>A field that is true or false; null when it is absent.</summary>
    /// <exception cref="ApiError">It is something else.</exception>
    public static bool? Truth(JsonElement from, string name)
    {
        if (!from.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : throw ApiError.BadBody($"'{name}' must be true or false");
    }
}
