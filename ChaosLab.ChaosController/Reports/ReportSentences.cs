using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Ledger;
using ChaosLab.ChaosController.Load;
using ChaosLab.ChaosController.Running;
using ChaosLab.ChaosController.Verdicts;

namespace ChaosLab.ChaosController.Reports;

/// <summary>Sentences that several reports share.</summary>
internal static class ReportSentences
{
    /// <summary>What the verdict means, for a reader who does not know the words.</summary>
    public static string Meaning(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "Every check held, and every fault was seen to act and to be gone.",
        Verdict.Fail => "A check did not hold.",
        Verdict.Inconclusive => "Nothing can be concluded from this run.",
        Verdict.Aborted => "The run was ended before its time.",
        _ => "The run itself could not be carried out.",
    };

    /// <summary>The claim: the hypothesis' title as the file has it, or null.</summary>
    public static string? Hypothesis(RunRecord run)
        => run.Experiment["steady-state-hypothesis"] is JsonObject hypothesis && hypothesis["title"] is JsonValue title && title.TryGetValue(out string? text) ? text : null;

    public static string SteadyState(RunRecord run)
    {
        var during = run.SteadyStates.During;
        var middle = during.Count == 0 ? "not checked" : $"held in {during.Count(check => check.Met)} of {Wording.Of(during.Count, "check")}";
        return $"Steady state: before {Held(run.SteadyStates.Before)}; during {middle}; after {Held(run.SteadyStates.After)}.";
    }

    public static string Load(LoadResult load)
        => $"{Wording.Of(load.Total.Due, "request")} in {Wording.Span(load.Duration)} "
            + $"({Wording.Number(load.Duration > TimeSpan.Zero ? load.Total.Due / load.Duration.TotalSeconds : 0)} per second), "
            + $"{Wording.Count(load.Total.Errors)} errors ({Wording.Percent(load.Total.ErrorRate)}), over at most {Wording.Count(load.PeakConnections)} of "
            + $"{Wording.Of(load.Connections, "connection")}. Latency counts from the intended send time. "
            + (load.KeptUp
                ? $"The generator kept up (p99 of its own lateness: {Wording.Latency(load.LagP99)})."
                : $"The generator did not keep up: {load.Complaint ?? "it does not say why"}");

    /// <summary>Why there are no objectives with what was measured of them: none are set, or nothing could measure them.</summary>
    public static string NoObjectives(RunRecord run)
        => !SetsObjectives(run) ? "The experiment sets no objectives."
            : run.Load is null ? "The experiment sets objectives, but there was no load of ChaosLab's own to measure them. The checks say which are unknown."
            : "The experiment sets objectives, but they were not measured. The checks say which are unknown.";

    private static bool SetsObjectives(RunRecord run)
        => run.Experiment["extensions"] is JsonArray extensions
            && extensions.OfType<JsonObject>().Any(extension => extension["slo"] is JsonObject { Count: > 0 } && extension["name"]?.ToString() == "chaoslab");

    public static string Ledger(LedgerReport ledger) => ledger switch
    {
        { Problem: { } problem } => $"The books could not be read: {problem}",
        { Verdict: LedgerVerdict.Right } => $"The books are right: none of {Wording.Of(ledger.Acknowledged, "acknowledged purchase")} was lost, charged, refunded or counted twice.",
        { Verdict: LedgerVerdict.Wrong } =>
            $"The books are wrong: {ledger.Lost.Count} lost, {ledger.Duplicated.Count} duplicated, {ledger.Phantom.Count} phantom, {ledger.Stale.Count} stale.",
        { Gap: { } gap } => $"Nothing in the books is wrong, but not all could be compared. {gap}",
        _ => "Nothing was bought, so the books prove nothing.",
    };

    /// <summary>What telemetry there was; the caveat when it is a lower bound.</summary>
    public static string Telemetry(RunRecord run)
    {
        if (run.Telemetry is not { } telemetry) return "No telemetry arrived: what absorbed the faults is unknown.";

        var found = telemetry.Absorbers.Count == 0 ? "nothing is seen to have absorbed a failure" : $"{Wording.Of(telemetry.Absorbers.Count, "mechanism")} acted";
        var caveat = telemetry switch
        {
            { Dropped: 0 } => "",
            { Complete: true } => $" {Wording.Count(telemetry.Dropped)} did not fit into the store: how often a mechanism acted is known none the less, the rest are lower bounds.",
            _ => $" {Wording.Count(telemetry.Dropped)} did not fit into the store, so the figures are lower bounds.",
        };
        return $"In {Wording.Of(telemetry.Spans, "span")} {found}.{caveat}";
    }

    /// <summary>When the shop noticed that something was wrong, in time order.</summary>
    public static IReadOnlyList<string> Detections(RunRecord run)
        => [.. (run.Telemetry?.Detections ?? []).Select(detection => $"{Wording.Clock(detection.At)} {detection.Service}, {detection.What}: {detection.Text}")];

    private static string Held(SteadyStateCheck? check) => check is null ? "not checked" : check.Met ? "held" : "did not hold";
}
