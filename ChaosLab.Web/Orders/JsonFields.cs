using System.Text.Json;

namespace ChaosLab.Web.Orders;

/// <summary>What reading a request body gave: a value, or the errors of each field.</summary>
internal sealed record Validated<T>(T? Value, IReadOnlyDictionary<string, string[]> Errors)
    where T : class
{
    /// <summary>The same, with one more thing that is wrong; unchanged when <paramref name="error"/> is null.</summary>
    public Validated<T> With(string field, string? error) =>
        error is null ? this : new(null, new Dictionary<string, string[]>(Errors) { [field] = [error] });
}

/// <summary>Reads the fields of a JSON object one by one and collects what is wrong with each.</summary>
internal sealed class JsonFields
{
    private readonly Dictionary<string, string[]> errors = [];
    private readonly JsonElement body;

    public JsonFields(JsonElement body)
    {
        this.body = body;
        if (body.ValueKind != JsonValueKind.Object)
            errors["body"] = [$"must be a JSON object, but is {Kind(body)}"];
    }

    public IReadOnlyDictionary<string, string[]> Errors => errors;

    /// <summary>A text of 1 to <paramref name="maxLength"/> characters without control characters.</summary>
    public string Text(string name, int maxLength, string? fallback = null)
    {
        if (Find(name) is not { } field)
            return fallback ?? Fail(name, $"is required: a text of 1 to {maxLength} characters", "");

        if (field.ValueKind != JsonValueKind.String)
            return Fail(name, $"must be a text of 1 to {maxLength} characters, but is {Kind(field)}", "");

        var text = Decode(field);
        if (text is null || text.Any(char.IsControl))
            return Fail(name, "must be a text without control characters", "");

        return string.IsNullOrWhiteSpace(text) || text.Length > maxLength
            ? Fail(name, $"must be a text of 1 to {maxLength} characters, but has {text.Trim().Length}", "")
            : text;
    }

    /// <summary>A number for which <paramref name="isValid"/> holds.</summary>
    public decimal Number(string name, string rule, Predicate<decimal> isValid, decimal? fallback = null)
    {
        if (Find(name) is not { } field)
            return fallback ?? Fail(name, $"is required: {rule}", 0m);

        if (field.ValueKind != JsonValueKind.Number)
            return Fail(name, $"{rule}, but is {Kind(field)}", 0m);

        return field.TryGetDecimal(out var value) && isValid(value) ? value : Fail(name, $"{rule}, but is {Shorten(field.GetRawText())}", 0m);
    }

    private JsonElement? Find(string name) =>
        body.ValueKind == JsonValueKind.Object
        && body.TryGetProperty(name, out var field)
        && field.ValueKind != JsonValueKind.Null
            ? field
            : null;

    private T Fail<T>(string name, string message, T value)
    {
        if (body.ValueKind == JsonValueKind.Object)
            errors[name] = [message];
        return value;
    }

    // Half a surrogate pair is valid JSON but no text that could be stored.
    private static string? Decode(JsonElement field)
    {
        try
        {
            return field.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : $"{text[..40]}…";

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        _ => "null",
    };
}
