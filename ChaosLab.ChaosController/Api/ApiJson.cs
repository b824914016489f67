using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ChaosLab.ChaosController.Reports;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Api;

/// <summary>
/// How this service's API is written: as the bridge's wire, and durations as in a run's record, a number of seconds whose name ends with
/// <c>Seconds</c>. A number is a number and never a text.
/// </summary>
internal static class ApiJson
{
    public static void Apply(JsonSerializerOptions options)
    {
        WireJson.Apply(options);
        options.NumberHandling = JsonNumberHandling.Strict;

        // The arguments of an experiment nest, and a record puts them deeper.
        options.MaxDepth = RecordJson.Options.MaxDepth;
        options.Converters.Add(new DurationSeconds());
        options.Converters.Add(new FiniteNumber());
        options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(RecordJson.NameSeconds);
    }
}
