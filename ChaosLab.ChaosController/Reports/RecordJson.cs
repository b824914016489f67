using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Reports;

/// <summary>
/// How a run's records are written: as on the wire (camel case, enums as words, no nulls); times in UTC with <c>Z</c>; a duration is
/// a number of seconds and its name ends with <c>Seconds</c>.
/// </summary>
internal static class RecordJson
{
    /// <summary>One record on one line.</summary>
    public static JsonSerializerOptions Options { get; } = Create(indented: false);

    /// <summary>One record over many lines, for files that people open.</summary>
    public static JsonSerializerOptions Indented { get; } = Create(indented: true);

    private static JsonSerializerOptions Create(bool indented)
    {
        var options = new JsonSerializerOptions(WireJson.Options)
        {
            WriteIndented = indented,
            // The text of an activity's output is anybody's; files are no HTML.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            // A quantile that is no number must not cost the whole report.
            NumberHandling = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.AllowNamedFloatingPointLiterals,
            // An experiment's arguments nest, and the record puts them deeper.
            MaxDepth = 256,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NameSeconds } },
        };
        options.Converters.Add(new DurationSeconds());
        options.Converters.Add(new UtcTime());
        options.MakeReadOnly();
        return options;
    }

    /// <summary>Ends the names of durations with <c>Seconds</c>.</summary>
    public static void NameSeconds(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.PropertyType == typeof(TimeSpan) || property.PropertyType == typeof(TimeSpan?)) property.Name += "Seconds";
        }
    }
}
