using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Experiments;

namespace ChaosLab.ChaosController.Probing;

/// <summary>Puts the arguments of an <c>http</c> provider where Chaos Toolkit puts them: the query of a GET, else the JSON body or a form.</summary>
internal static class HttpArguments
{
    public static Uri Address(HttpProvider provider)
    {
        var address = new Uri(provider.Url);
        if (provider.Method != "GET" || provider.Arguments is not { } arguments) return address;
        var query = Form(arguments);
        if (query.Length == 0) return address;
        var builder = new UriBuilder(address);
        builder.Query = builder.Query.Length > 1 ? $"{builder.Query[1..]}&{query}" : query;
        return builder.Uri;
    }

    public static HttpRequestMessage Request(HttpProvider provider, Uri address, HttpMethod method)
    {
        var request = new HttpRequestMessage(method, address);
        var written = provider.Headers.FirstOrDefault(header => header.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)).Value;
        if (method.Method == provider.Method && method != HttpMethod.Get && provider.Arguments is { } arguments) request.Content = Content(arguments, written);

        // Who the caller is, is for the first address only.
        var sameServer = Uri.Compare(address, new Uri(provider.Url), UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;
        foreach (var (name, value) in provider.Headers)
        {
            if (!sameServer && name.Equals("Authorization", StringComparison.OrdinalIgnoreCase)) continue;
            if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)) continue;
            if (!request.Headers.TryAddWithoutValidation(name, value)) request.Content?.Headers.TryAddWithoutValidation(name, value);
        }

        if (request.Headers.UserAgent.Count == 0) request.Headers.UserAgent.Add(new ProductInfoHeaderValue("ChaosLab", null));
        return request;
    }

    private static StringContent Content(JsonNode arguments, string? contentType)
    {
        var json = contentType is not null && contentType.Split(';')[0].Trim().Equals("application/json", StringComparison.OrdinalIgnoreCase);
        var content = new StringContent(json ? arguments.ToJsonString() : Form(arguments), Encoding.UTF8);
        content.Headers.Remove("Content-Type");
        var type = contentType ?? (arguments is JsonObject ? "application/x-www-form-urlencoded" : null);
        if (type is not null) content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }

    // A text is sent as it is; a list in an object repeats its name.
    private static string Form(JsonNode arguments) => arguments switch
    {
        JsonObject map => string.Join('&', map.SelectMany(field => Values(field.Value).Select(value => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(value)}"))),
        JsonArray list => list.ToJsonString(),
        _ => Text(arguments),
    };

    private static IEnumerable<string> Values(JsonNode? node) => node switch
    {
        null => [],
        JsonArray list => list.OfType<JsonNode>().Select(Text),
        _ => [Text(node)],
    };

    private static string Text(JsonNode node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : node.ToJsonString();
}
