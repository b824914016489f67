using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Ledger;
using ChaosLab.ChaosController.Load;
using ChaosLab.ChaosController.Telemetry;
using ChaosLab.ChaosController.Verdicts;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Running;

/// <summary>Everything that is known of a run once it has ended; reports are made from it and from nothing else.</summary>
internal sealed record RunRecord
{
    /// <summary>The layout of this record; it grows by one with each change a reader must know of.</summary>
    public int SchemaVersion { get; init; } = 1;

    /// <summary>Its id: start time and a name made of the title, such as <c>20261121-193000-payment-outage</c>; also its folder.</summary>
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required string Description { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Rows of the scenario table.</summary>
    public IReadOnlyList<string> Rows { get; init; } = [];

    public string? Why { get; init; }

    public string? Expected { get; init; }

    public string? WhenItFails { get; init; }

    /// <summary>The experiment as its file has it; secrets are references there.</summary>
    public required JsonObject Experiment { get; init; }

    /// <summary>The file it came from, or null.</summary>
    public string? File { get; init; }

    /// <summary>The lab it ran in.</summary>
    public required LabInfo Lab { get; init; }

    /// <summary>The seed of every random choice; the same seed gives the same decisions.</summary>
    public required int Seed { get; init; }

    /// <summary>Every random decision of the runner and of the faults, in order; equal in a replay.</summary>
    public IReadOnlyList<string> Decisions { get; init; } = [];

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>When the method's first activity began; null when it never did.</summary>
    public DateTimeOffset? MethodStartedAt { get; init; }

    /// <summary>When the method's last activity ended.</summary>
    public DateTimeOffset? MethodEndedAt { get; init; }

    public required Judgement Judgement { get; init; }

    /// <summary>The checks of the steady state: <c>before</c>, <c>during</c> (many), <c>after</c>.</summary>
    public SteadyStates SteadyStates { get; init; } = new(null, [], null);

    /// <summary>The activities of the method, in the order they began.</summary>
    public IReadOnlyList<ActivityRecord> Method { get; init; } = [];

    public IReadOnlyList<ActivityRecord> Rollbacks { get; init; } = [];

    /// <summary>What the run injected, and what came of it.</summary>
    public IReadOnlyList<FaultOutcome> Faults { get; init; } = [];

    /// <summary>What the load saw; null when there was none.</summary>
    public LoadResult? Load { get; init; }

    /// <summary>
    /// Share of the processor time wanted on this machine that its host gave to others while the load ran, 0 to 1; null without a load, and
    /// where the system does not tell.
    /// </summary>
    public double? StolenShare { get; init; }

    /// <summary>The output of an external load command; null when there was none.</summary>
    public ExternalLoad? ExternalLoad { get; init; }

    /// <summary>The objectives with what was measured; null when the file sets none.</summary>
    public SloResult? Slo { get; init; }

    /// <summary>The books; null when nothing was bought.</summary>
    public LedgerReport? Ledger { get; init; }

    /// <summary>What the telemetry says; null when none arrived.</summary>
    public TelemetryFindings? Telemetry { get; init; }

    /// <summary>Changes of health while the run lasted, in time order: which parts fell, and when they were back.</summary>
    public IReadOnlyList<HealthChange> HealthChanges { get; init; } = [];

    /// <summary>The state of everything before, during the method, and after.</summary>
    public IReadOnlyList<Snapshot> Snapshots { get; init; } = [];

    /// <summary>What happened, in time order, one sentence each.</summary>
    public IReadOnlyList<RunEvent> Timeline { get; init; } = [];
}
