using System.Text.Json.Serialization;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Running;

/// <summary>A fault of the run and what came of it.</summary>
/// <param name="Fault">The fault as the AppHost's record has it at the end.</param>
/// <param name="Rto">From its end (for a kill: from the act) to the steady state: its independent canary is well, what fell with it is back, and
/// customers meet no more than 1 % errors and wait no longer than the file allows; null when it never came back.</param>
/// <param name="Mttd">From its act to the first detection by the shop itself; null when there was none.</param>
/// <param name="DetectedBy">What detected it.</param>
/// <param name="Cascade">Other parts that became unhealthy while it acted, in order; the targets themselves are not among them.</param>
internal sealed record FaultOutcome(FaultRecord Fault, TimeSpan? Rto, TimeSpan? Mttd, string? DetectedBy, IReadOnlyList<string> Cascade)
{
    /// <summary>When the steady state was back; for a fault that nobody felt, its end; null when it never was.</summary>
    [JsonIgnore]
    public DateTimeOffset? SteadyAt => Fault switch
    {
        { State: FaultState.NoEffect } => Fault.LiftedAt ?? Fault.ActedAt,
        _ => (Fault.LiftedAt ?? Fault.ActedAt) + Rto,
    };
}
