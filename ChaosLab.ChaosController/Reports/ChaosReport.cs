using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Ledger;
using ChaosLab.ChaosController.Load;
using ChaosLab.ChaosController.Running;
using ChaosLab.ChaosController.Telemetry;
using ChaosLab.ChaosController.Verdicts;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Reports;

/// <summary>The report for machines; its layout is <c>docs/chaos-report.schema.json</c>.</summary>
internal sealed record ChaosReport
{
    /// <summary>Grows by one with each change that could break a reader; a new optional member does not.</summary>
    public int SchemaVersion { get; init; } = 1;

    public required string Id { get; init; }

    public required string Title { get; init; }

    public required string Description { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public required IReadOnlyList<string> Rows { get; init; }

    public string? ExperimentFile { get; init; }

    public required int Seed { get; init; }

    /// <summary>The command that repeats the run.</summary>
    public string? Replay { get; init; }

    public required Verdict Verdict { get; init; }

    public required IReadOnlyList<string> Reasons { get; init; }

    public required bool Deviated { get; init; }

    public required IReadOnlyList<Check> Checks { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset EndedAt { get; init; }

    public TimeSpan Duration => EndedAt - StartedAt;

    public DateTimeOffset? MethodStartedAt { get; init; }

    public DateTimeOffset? MethodEndedAt { get; init; }

    public required ReportedLab Lab { get; init; }

    public required ReportedSteadyStates SteadyStates { get; init; }

    public required IReadOnlyList<ReportedFault> Faults { get; init; }

    public LoadResult? Load { get; init; }

    public ExternalLoad? ExternalLoad { get; init; }

    public SloResult? Slo { get; init; }

    public LedgerReport? Ledger { get; init; }

    public TelemetryFindings? Telemetry { get; init; }

    public required IReadOnlyList<HealthChange> HealthChanges { get; init; }

    public required IReadOnlyList<ReportedSnapshot> Snapshots { get; init; }

    public required IReadOnlyList<ChecklistItem> Checklist { get; init; }

    public required IReadOnlyList<RunEvent> Timeline { get; init; }
}

/// <summary>The lab, without what is true of one start of it only.</summary>
internal sealed record ReportedLab(string Name, string Host, string Profile, string Infrastructure);

/// <summary>Whether the steady state held; without the probes.</summary>
internal sealed record ReportedSteadyStates(ReportedCheck? Before, IReadOnlyList<ReportedCheck> During, ReportedCheck? After);

/// <summary>One check of the steady state.</summary>
/// <param name="At">When it began.</param>
/// <param name="Met">Whether it held.</param>
internal sealed record ReportedCheck(DateTimeOffset At, bool Met);

/// <summary>A fault with its outcome, flat.</summary>
internal sealed record ReportedFault(
    string Id,
    string Kind,
    string Target,
    IReadOnlyDictionary<string, string> Settings,
    int? Seed,
    FaultState State,
    string? Message,
    DateTimeOffset RequestedAt,
    DateTimeOffset? ActedAt,
    DateTimeOffset? EffectSeenAt,
    DateTimeOffset? EndedAt,
    DateTimeOffset? RecoveredAt,
    TimeSpan? Rto,
    TimeSpan? Mttd,
    string? DetectedBy,
    IReadOnlyList<string> Cascade);

/// <summary>The state of everything at one moment, without the commands that each resource offers.</summary>
internal sealed record ReportedSnapshot(
    string When,
    DateTimeOffset At,
    IReadOnlyList<ReportedResource> Resources,
    IReadOnlyList<EdgeStatus> Edges,
    IReadOnlyDictionary<string, JsonNode?> Health);

/// <summary>A resource in a snapshot.</summary>
internal sealed record ReportedResource(
    string Name, string Type, string? State, string? Health, int? Pid, int? ExitCode, int Restarts, IReadOnlyList<string> ActiveFaults);
