using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Ledger;
using ChaosLab.ChaosController.Load;
using ChaosLab.ChaosController.Running;
using ChaosLab.ChaosController.Telemetry;
using ChaosLab.ChaosController.Verdicts;

namespace ChaosLab.ChaosController.Reports.History;

/// <summary>A run that is kept.</summary>
/// <param name="Summary">As in the list.</param>
/// <param name="Judgement">The verdict with everything it rests on; null unless the run is complete.</param>
/// <param name="Faults">What it injected, and what came of it.</param>
/// <param name="Slo">The objectives with what was measured; null when there were none.</param>
/// <param name="Ledger">The books; null when nothing was bought.</param>
/// <param name="Telemetry">What the telemetry says; null when none arrived.</param>
/// <param name="Load">What the load saw; null when there was none.</param>
/// <param name="Events">What happened, in time order.</param>
/// <param name="Experiment">The experiment as its file has it; null unless the run is complete.</param>
internal sealed record StoredRunDetail(
    StoredRunSummary Summary,
    Judgement? Judgement,
    IReadOnlyList<FaultOutcome> Faults,
    SloResult? Slo,
    LedgerReport? Ledger,
    TelemetryFindings? Telemetry,
    LoadResult? Load,
    IReadOnlyList<RunEvent> Events,
    JsonObject? Experiment)
{
    public static StoredRunDetail Of(StoredRun run, IReadOnlyList<string> files) => new(
        StoredRunSummary.Of(run, files), run.Record?.Judgement, run.Record?.Faults ?? [], run.Record?.Slo, run.Record?.Ledger,
        run.Record?.Telemetry, run.Record?.Load, run.Events, run.Record?.Experiment);
}
