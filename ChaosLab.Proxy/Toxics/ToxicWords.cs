using System.Globalization;
using ChaosLab.Proxy.Links;

namespace ChaosLab.Proxy.Toxics;

/// <summary>Toxics in the words of the log and the API.</summary>
internal static class ToxicWords
{
    public static string Of(StreamDirection stream) => stream == StreamDirection.Upstream ? "upstream" : "downstream";

    /// <summary>One line, such as <c>slow latency downstream latency=200 jitter=50 toxicity=1 ttl=4000ms</c>.</summary>
    public static string Of(ToxicEntry entry)
    {
        var attributes = string.Concat(entry.Toxic.Attributes.Select(attribute => string.Create(CultureInfo.InvariantCulture, $" {attribute.Key}={attribute.Value}")));
        var ttl = entry.Ttl is { } time ? string.Create(CultureInfo.InvariantCulture, $" ttl={time.TotalMilliseconds:0}ms") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{entry.Name} {entry.Toxic.Type} {Of(entry.Stream)}{attributes} toxicity={entry.Toxicity}{ttl}");
    }
}
