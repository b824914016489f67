using ChaosLab.ChaosController.Running;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Reports;

/// <summary>A fault's outcome in words; a null of the record is told as what it means.</summary>
internal static class FaultWording
{
    public static string Name(FaultOutcome outcome) => $"{outcome.Fault.Kind} on {outcome.Fault.Target}";

    public static string Settings(FaultOutcome outcome)
        => Wording.List((outcome.Fault.Settings ?? new Dictionary<string, string>()).Select(pair => $"{pair.Key} {pair.Value}"), "none");

    public static string Acted(FaultOutcome outcome) => Wording.Clock(outcome.Fault.ActedAt, "never");

    public static string Seen(FaultOutcome outcome) => Wording.Clock(outcome.Fault.EffectSeenAt, "never");

    public static string Ended(FaultOutcome outcome)
        => Wording.Clock(outcome.Fault.LiftedAt, outcome.Fault.State == FaultState.Stuck ? "not proven" : outcome.Fault.ActedAt is null ? "never acted" : "with the act");

    public static string Recovered(FaultOutcome outcome) => Wording.Clock(outcome.Fault.RecoveredAt, "not seen");

    /// <summary>The recovery time, or why there is none.</summary>
    public static string Rto(FaultOutcome outcome) => Wording.Span(outcome.Rto, outcome.Fault.State switch
    {
        FaultState.NoEffect => "no effect was seen",
        FaultState.Failed or FaultState.Requested => "it did not act",
        _ => "did not come back",
    });

    /// <summary>The time to detection, or why there is none.</summary>
    public static string Mttd(RunRecord run, FaultOutcome outcome)
        => Wording.Span(outcome.Mttd, run.Telemetry is null ? "unknown, no telemetry arrived" : "not detected");

    public static string DetectedBy(RunRecord run, FaultOutcome outcome)
        => outcome.DetectedBy ?? (run.Telemetry is null ? Wording.Unknown : "nothing");

    public static string Cascade(FaultOutcome outcome) => Wording.List(outcome.Cascade, "none");

    /// <summary>Whether anybody felt it; what nobody felt is neither detected nor recovered from.</summary>
    public static bool HadEffect(FaultOutcome outcome) => outcome.Fault.State is not (FaultState.Requested or FaultState.Failed or FaultState.NoEffect);

    /// <summary>Whether it acted, was seen, and everything came back.</summary>
    public static bool CameBack(FaultOutcome outcome) => outcome is { Fault.State: FaultState.Recovered, Rto: not null };
}
