using System.Text.Json;
using System.Text.Json.Serialization;
using ChaosLab.Analytics.Stats;

namespace ChaosLab.Analytics;

/// <summary>How the analytics service writes JSON.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(StatsView))]
[JsonSerializable(typeof(CountedReach))]
internal sealed partial class AnalyticsJson : JsonSerializerContext;
