using System.Text.Json;
using System.Text.Json.Serialization;
using ChaosLab.ServiceDefaults.Faults.Kinds;

namespace ChaosLab.ServiceDefaults.Faults.Control;

/// <summary>How <c>/chaos/faults</c> reads and writes JSON.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(FaultCommand))]
[JsonSerializable(typeof(FaultView))]
[JsonSerializable(typeof(FaultList))]
[JsonSerializable(typeof(ProblemAnswer))]
internal sealed partial class FaultJson : JsonSerializerContext;
