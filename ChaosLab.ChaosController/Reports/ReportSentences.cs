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
            + $"{Wording.Count(load.Total.Errors)} errors ({Wording.Percent(load.Total.ErrorRate)}). Latency counts from the intended send time. "
            + (load.KeptUp
                ? $"The generator kept up (p99 of its own lateness: {Wording.Latency(load.LagP99)})."
                : $"The generator did not keep up: {load.Complaint ?? "it does not say why"}");

    public static string Ledger(LedgerReport ledger) => ledger switch
    {
        { Problem: { } problem } => $"The books could not be read: {problem}",
        { Verdict: LedgerVerdict.Right } => $"The books are right: none of {Wording.Of(ledger.Acknowledged, "acknowledged purchase")} was lost, charged twice or counted twice.",
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
        var caveat = telemetry.Dropped == 0 ? "" : $" {Wording.Count(telemetry.Dropped)} did not fit into the store, so the figures are lower bounds.";
        return $"In {Wording.Of(telemetry.Spans, "span")} {found}.{caveat}";
    }

    private static string Held(SteadyStateCheck? check) => check is null ? "not checked" : check.Met ? "held" : "did not hold";
}
