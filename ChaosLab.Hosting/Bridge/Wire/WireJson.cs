using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChaosLab.Hosting.Bridge.Wire;

/// <summary>How the bridge's records are written: web defaults, enums as camel-case strings, no nulls.</summary>
public static class WireJson
{
    /// <summary>The options both sides use.</summary>
    public static JsonSerializerOptions Options { get; } = Apply(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>Adds what the wire needs to existing web options, for example those of minimal APIs.</summary>
    public static JsonSerializerOptions Apply(JsonSerializerOptions options)
    {
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        return options;
    }
}
