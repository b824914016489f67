using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Ledger;
using ChaosLab.ChaosController.Load;
using ChaosLab.ChaosController.Telemetry;
using ChaosLab.ChaosController.Verdicts;

namespace ChaosLab.ChaosController.Running;

/// <summary>What has become known of a run while it goes on.</summary>
internal sealed class RunFacts
{
    private static readonly Judgement NotYet = new(Verdict.Error, ["not judged yet"], [], false);

    public string? Error { get; set; }

    public DateTimeOffset? MethodStartedAt { get; set; }

    public DateTimeOffset? MethodEndedAt { get; set; }

    public SteadyStateCheck? Before { get; set; }

    public IReadOnlyList<SteadyStateCheck> During { get; set; } = [];

    /// <summary>Why the checks of <see cref="During"/> do not tell all; null when they do.</summary>
    public string? DuringUnknown { get; set; }

    public SteadyStateCheck? After { get; set; }

    public IReadOnlyList<ActivityRecord> Method { get; set; } = [];

    public IReadOnlyList<ActivityRecord> Rollbacks { get; set; } = [];

    public LoadResult? Load { get; set; }

    /// <summary>Counts since the load began; null without one.</summary>
    public StealTime? Steal { get; set; }

    public double? StolenShare { get; set; }

    public ExternalLoad? External { get; set; }

    public LedgerReport? Ledger { get; set; }

    public TelemetryFindings? Telemetry { get; set; }

    /// <summary>What the gateway had counted when the run began; null where it cannot be asked.</summary>
    public GatewayStatistics? GatewayBefore { get; set; }

    public List<Snapshot> Snapshots { get; } = [];

    /// <summary>The record, but for its judgement.</summary>
    public RunRecord ToRecord(RunScope scope, IReadOnlyList<HealthChange> changes, ILoad? load)
    {
        var experiment = scope.Order.Experiment;
        var seconds = Load?.Seconds ?? [];
        var slow = load is null ? null : SlowSeconds.Of(LatencyLimit.Of(experiment), seconds, load.Between);
        var faults = FaultOutcomes.Of([.. scope.Faults.All.Select(fault => fault.Record)], changes, Telemetry?.Detections ?? [], seconds, slow);
        return new RunRecord
        {
            Id = scope.Id,
            Title = experiment.Title,
            Description = experiment.Description,
            Tags = experiment.Tags,
            Rows = experiment.Lab.Rows,
            Why = experiment.Lab.Why,
            Expected = experiment.Lab.Expected,
            WhenItFails = experiment.Lab.WhenItFails,
            Experiment = experiment.Source,
            File = scope.Order.File,
            Lab = scope.Lab,
            Seed = scope.Order.Seed,
            Decisions = scope.Decisions.Made,
            StartedAt = scope.StartedAt,
            EndedAt = scope.Time.GetUtcNow(),
            MethodStartedAt = MethodStartedAt,
            MethodEndedAt = MethodEndedAt,
            Judgement = NotYet,
            SteadyStates = new SteadyStates(Before, During, After, DuringUnknown),
            Method = Method,
            Rollbacks = Rollbacks,
            Faults = faults,
            Load = Load,
            StolenShare = StolenShare,
            ExternalLoad = External,
            Slo = experiment.Lab.Slo is { } slo && Counted(slo, load) is { } counted
                ? SloMeasurement.Measure(slo, counted, DuringFaults(slo, load, faults, scope.Time.GetUtcNow()), Load!.Duration, faults)
                : null,
            Ledger = Ledger,
            Telemetry = Telemetry,
            HealthChanges = changes,
            Snapshots = Snapshots,
        };
    }

    /// <summary>The figures of the operations that the objectives are about, over the whole load; null without one.</summary>
    public LoadFigures? Counted(SloSpec? slo, ILoad? load)
        => Load is not { } result || load is null ? null
            : slo is not { Operations.Count: > 0 } ? result.Total
            : load.Between(result.StartedAt, result.StartedAt + result.Duration + TimeSpan.FromSeconds(1), slo.Operations);

    /// <summary>What people want to read: without the steps of every single check of the steady state, with what the shop itself noticed.</summary>
    /// <param name="events">The journal's.</param>
    /// <param name="detections">What telemetry told at the end; the journal, which is written as things happen, does not have it.</param>
    public static IReadOnlyList<RunEvent> TimelineOf(IReadOnlyList<RunEvent> events, IReadOnlyList<Detection> detections)
        => [.. events
            .Where(happened => happened.Kind is not (RunEventKind.ActivityStarted or RunEventKind.Intent) && !IsStepOfCheck(happened))
            .Select(happened => happened with { Data = null })
            .Concat(detections.Select(detection => new RunEvent(
                detection.At, RunEventKind.Detection, $"{detection.Service}, {detection.What}: {detection.Text}", detection.Service)))
            .OrderBy(happened => happened.At)];

    private static bool IsStepOfCheck(RunEvent happened)
        => happened.Kind == RunEventKind.ActivityEnded && happened.Data?["toleranceMet"] is { } met && met.GetValue<bool>();

    /// <summary>The figures of the operations that the objectives are about, while faults acted; null when none did.</summary>
    internal static LoadFigures? DuringFaults(SloSpec slo, ILoad? load, IReadOnlyList<FaultOutcome> faults, DateTimeOffset now)
    {
        LoadWindow[] windows = [.. faults.Where(fault => fault.Fault.ActedAt is not null).Select(fault => new LoadWindow(fault.Fault.ActedAt!.Value, fault.SteadyAt ?? now))];
        return windows.Length == 0 ? null : load?.During(windows, slo.Operations);
    }
}
