namespace Aspire.Hosting.ApplicationModel;

/// <summary>The formats a value may be put into an expression with.</summary>
internal static class ValueFormat
{
    public static string Apply(string value, string format) => format.ToUpperInvariant() switch
    {
        "URI" => Uri.EscapeDataString(value),
        _ => throw new FormatException($"'{format}' is not a format of an expression; the only one is 'uri'."),
    };
}
