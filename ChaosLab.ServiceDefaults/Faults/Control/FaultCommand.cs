using System.Text.Json.Serialization;

namespace ChaosLab.ServiceDefaults.Faults.Control;

/// <summary>The body of <c>PUT /chaos/faults/{id}</c>.</summary>
/// <param name="Kind">Which kind. Required.</param>
/// <param name="TtlMs">For how long unless it is renewed, ms; 500 to 60,000. Required.</param>
/// <param name="Settings">The settings of that kind by name; none when left out.</param>
/// <param name="Fault">What spans and logs call the fault; its id here when left out.</param>
/// <param name="Run">The run that injects it, for spans and logs; none when left out.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record FaultCommand(string? Kind, long? TtlMs, IReadOnlyDictionary<string, string>? Settings, string? Fault = null, string? Run = null)
{
    public const long ShortestTtl = 500;
    public const long LongestTtl = 60_000;
}
