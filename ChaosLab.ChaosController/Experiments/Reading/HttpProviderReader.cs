using ChaosLab.ChaosController.Experiments.Reading.Documents;
using ChaosLab.ChaosController.Trust;

namespace ChaosLab.ChaosController.Experiments.Reading;

/// <summary>Reads Chaos Toolkit's <c>http</c> provider.</summary>
internal static class HttpProviderReader
{
    /// <summary>Its time-out ends the trying.</summary>
    public const int MostRetries = int.MaxValue;

    /// <param name="map">The provider, values put in.</param>
    /// <param name="context">What the file shares.</param>
    public static HttpProvider? Read(MapNode map, ReadingContext context)
    {
        var values = context.Values;
        var fields = new Fields(
            map, values, "the http provider", own: false,
            "type", "url", "method", "headers", "arguments", "timeout", "expected_status", "verify_tls", "max_retries", "secrets");
        var url = fields.Need("url") is { } node ? ReadUrl(node, values) : null;
        var method = fields.Find("method") is { } written ? ReadMethod(written, values) : "GET";
        var headers = ReadHeaders(fields, values);
        var (connect, answer) = ReadTimeout(fields, values);
        var expected = fields.Whole("expected_status", 100, 599);
        var verify = fields.Flag("verify_tls") ?? true;
        var retries = fields.Whole("max_retries", 0, MostRetries) ?? 0;
        return url is null || method is null
            ? null
            : new HttpProvider(url, method, headers, fields.Find("arguments")?.ToJson(), connect, answer, expected, verify, retries);
    }

    private static string? ReadUrl(Node node, Values values)
    {
        if (values.Text(node, "url") is not { } text) return null;
        if (LoopbackAddress.Problem(text) is not { } problem) return text;
        values.Mistakes.Add(node, problem);
        return null;
    }

    private static string? ReadMethod(Node node, Values values)
    {
        if (values.Text(node, "method") is not { } text) return null;
        var method = text.ToUpperInvariant();
        if (method.Length <= 20 && method.All(char.IsAsciiLetterUpper)) return method;
        values.Mistakes.Add(node, $"'method' is '{Wording.Short(text)}'; it must be an HTTP method such as GET or POST.");
        return null;
    }

    private static Dictionary<string, string> ReadHeaders(Fields fields, Values values)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in fields.Object("headers")?.Entries ?? [])
        {
            if (!IsToken(entry.Name))
            {
                values.Mistakes.Add(entry.Position, entry.Value.Path, $"'{Wording.Short(entry.Name)}' is no name of an HTTP header.");
            }
            else if (values.Plain(entry.Value, entry.Name) is { } text)
            {
                if (text.Any(char.IsControl)) values.Mistakes.Add(entry.Value, $"The header '{entry.Name}' holds a control character.");
                headers[entry.Name] = text;
            }
        }

        return headers;
    }

    // RFC 9110, section 5.6.2.
    private static bool IsToken(string name)
        => name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal));

    private static (TimeSpan? Connect, TimeSpan? Answer) ReadTimeout(Fields fields, Values values)
    {
        if (fields.Find("timeout") is not ListNode pair) return (null, fields.Duration("timeout", DurationRange.Usual));
        if (pair.Items.Count != 2)
        {
            values.Mistakes.Add(pair, "'timeout' is a list; it must be one number, or two: for connecting and for the answer.");
            return default;
        }

        TimeSpan? One(Node node) => node is ScalarNode { Value: null } ? null : values.Duration(node, "timeout", DurationRange.Usual);
        return (One(pair.Items[0]), One(pair.Items[1]));
    }
}
