using ChaosLab.ChaosController.Running;
using ChaosLab.ChaosController.Verdicts;

namespace ChaosLab.ChaosController.Reports;

/// <summary><c>postmortem.md</c>: a blameless draft from the facts of the run; what they do not tell is said to be unknown.</summary>
internal sealed class PostmortemDraft : IReportWriter
{
    /// <summary>Events that tell the story; activities and notes are in the report.</summary>
    private static readonly HashSet<RunEventKind> Telling =
    [
        RunEventKind.RunStarted, RunEventKind.FaultActed, RunEventKind.FaultSeen, RunEventKind.FaultEnded, RunEventKind.FaultRecovered,
        RunEventKind.Health, RunEventKind.Detection, RunEventKind.SteadyState, RunEventKind.Abort, RunEventKind.Rollback, RunEventKind.Verdict,
    ];

    public string PathIn(RunFolder folder, RunRecord run) => folder.Postmortem;

    public string Write(RunRecord run)
    {
        var page = new MarkdownPage();
        page.Heading(1, $"Postmortem (draft): {run.Title}")
            .Paragraph($"Written from the record of run {run.Id}. It says what happened, not who is to blame; whoever owns it completes and corrects it.")
            .Heading(2, "Summary").Paragraph(Summary(run)).List(run.Judgement.Reasons)
            .Heading(2, "Impact").List(Impact(run))
            .Heading(2, "Timeline");
        var story = run.Timeline.Where(happened => Telling.Contains(happened.Kind)).ToArray();
        if (story.Length == 0) page.Paragraph("Unknown: the record holds no events.");
        else page.Table(["Time (UTC)", "What happened"], story.Select(happened => (string[])[Wording.Clock(happened.At), happened.Text]));

        page.Heading(2, "Detection").List(Each(run, outcome =>
                $"{FaultWording.Name(outcome)}: MTTD {FaultWording.Mttd(run, outcome)}; detected by {FaultWording.DetectedBy(run, outcome)}."))
            .Heading(2, "Recovery").List(Each(run, outcome =>
                $"{FaultWording.Name(outcome)}: RTO {FaultWording.Rto(outcome)}; ended {FaultWording.Ended(outcome)}, recovered {FaultWording.Recovered(outcome)}."))
            .Heading(2, "Data loss").Paragraph(run.Ledger is { } ledger ? ReportSentences.Ledger(ledger) : "Unknown: nothing was bought, so no books could be compared.");
        if (run.Ledger is { } books)
        {
            var anomalies = ReportTables.Anomalies(books);
            page.Table(anomalies.Columns, anomalies.Rows);
        }

        RootCause(page, run);
        page.Heading(2, "What went well").List(Or(Well(run), "Unknown: the record names nothing."))
            .Heading(2, "What went badly").List(Or(Badly(run), "Nothing that was checked."))
            .Heading(2, "Actions").Table(["Action", "Owner", "Due"], Actions(run).Select(action => (string[])[action, "", ""]));
        return page.ToString();
    }

    private static string Summary(RunRecord run)
    {
        var faults = run.Faults.Count == 0 ? "no fault was injected" : $"injected: {string.Join(", ", run.Faults.Select(FaultWording.Name))}";
        return $"On {Wording.Moment(run.StartedAt)} an experiment ran for {Wording.Span(run.EndedAt - run.StartedAt)} in the lab {run.Lab.Name} "
            + $"({run.Lab.Profile} profile); {faults}. Verdict: {Wording.Word(run.Judgement.Verdict)}. {ReportSentences.Meaning(run.Judgement.Verdict)}";
    }

    private static IEnumerable<string> Impact(RunRecord run)
    {
        yield return run.Load is { } load
            ? $"Requests failed: {Wording.Count(load.Total.Errors)} of {Wording.Count(load.Total.Due)} ({Wording.Percent(load.Total.ErrorRate)}): "
                + $"{Wording.Count(load.Total.Failed)} answered with an error, {Wording.Count(load.Total.TimedOut)} timed out, {Wording.Count(load.Total.Unsent)} could not be sent."
            : "Requests failed: unknown, there was no load that counts them.";
        if (run.Slo?.ErrorRateDuringFaults is { } rate) yield return $"While faults acted {Wording.Percent(rate)} of the requests that the objectives count failed.";
        if (run.Slo?.BudgetBurnt is { } burnt) yield return $"Error budget burnt: {Wording.Percent(burnt)} of that of {Wording.Span(run.Slo.Window)}.";
        if (run.Ledger is { Problem: null } ledger)
        {
            yield return $"Purchases: {Wording.Count(ledger.Refused)} refused, {Wording.Count(ledger.Unknown)} with an outcome the customer does not know.";
        }

        yield return "Users affected: unknown; the record counts requests, not distinct customers.";
        var cascade = run.Faults.SelectMany(outcome => outcome.Cascade).Distinct(StringComparer.Ordinal).ToArray();
        if (run.Faults.Count > 0) yield return $"Other parts that became unhealthy: {Wording.List(cascade, "none")}.";
    }

    private static void RootCause(MarkdownPage page, RunRecord run)
    {
        page.Heading(2, "Root cause");
        if (run.Faults.Count == 0) page.Paragraph("Unknown: no fault was injected.");
        else page.List(run.Faults.Select(outcome =>
            $"Injected: {FaultWording.Name(outcome)} (fault {outcome.Fault.Id}), settings: {FaultWording.Settings(outcome)}, acted {FaultWording.Acted(outcome)}, effect seen {FaultWording.Seen(outcome)}."));

        if (ReportTables.RootCause(run) is not { } trace) page.Paragraph("The trace that shows it: unknown; the record holds none of the time in which a fault acted.");
        else page.Labelled("The trace that shows it:", $"{trace.TraceId} ({trace.Why}{(trace.Fault is { } fault ? $", hit by fault {fault}" : "")}), {Wording.Clock(trace.At)}, {Wording.Span(trace.Duration)}").Code(string.Join('\n', trace.Lines));
    }

    private static IEnumerable<string> Well(RunRecord run)
    {
        foreach (var absorber in (run.Telemetry?.Absorbers ?? []).Where(absorber => absorber.Rescued > 0))
        {
            yield return $"{absorber.Mechanism} in {absorber.Service} for {absorber.Dependency} rescued {Wording.Of(absorber.Rescued, "request")}.";
        }

        if (run.Faults.Count > 0 && run.Faults.All(outcome => outcome.Cascade.Count == 0)) yield return "No other part became unhealthy: the faults did not cascade.";
        foreach (var check in run.Judgement.Checks.Where(check => check.Outcome == CheckOutcome.Held)) yield return $"{check.Name}: {check.Actual}.";
    }

    private static IEnumerable<string> Badly(RunRecord run)
    {
        foreach (var check in run.Judgement.Checks.Where(check => check.Outcome == CheckOutcome.NotHeld))
        {
            yield return $"{check.Name}: expected {check.Expected}, was {check.Actual}.";
        }

        foreach (var check in run.Judgement.Checks.Where(check => check.Outcome == CheckOutcome.Unknown)) yield return $"{check.Name} could not be checked: {check.Actual}.";
        foreach (var outcome in Undetected(run)) yield return $"The shop did not detect {FaultWording.Name(outcome)}.";
        foreach (var outcome in run.Faults.Where(outcome => outcome.Cascade.Count > 0)) yield return $"{FaultWording.Name(outcome)} made unhealthy: {FaultWording.Cascade(outcome)}.";
    }

    private static IEnumerable<string> Actions(RunRecord run)
    {
        if (run.Judgement.Verdict != Verdict.Pass && run.WhenItFails is { } advice) yield return advice;
        foreach (var check in run.Judgement.Checks.Where(check => check.Outcome == CheckOutcome.NotHeld)) yield return $"Make it hold: {check.Name} ({check.Expected}).";
        foreach (var check in run.Judgement.Checks.Where(check => check.Outcome == CheckOutcome.Unknown)) yield return $"Make it measurable: {check.Name}.";
        foreach (var outcome in Undetected(run)) yield return $"Let the shop detect {FaultWording.Name(outcome)}.";
        yield return Replay.Command(run) is { } command ? $"Prove the change by the same run: {command}" : "Prove the change by the same run.";
    }

    private static IEnumerable<FaultOutcome> Undetected(RunRecord run)
        => run.Telemetry is null ? [] : run.Faults.Where(outcome => FaultWording.HadEffect(outcome) && outcome.Mttd is null);

    private static string[] Each(RunRecord run, Func<FaultOutcome, string> sentence) => Or(run.Faults.Select(sentence), "No fault was injected.");

    private static string[] Or(IEnumerable<string> items, string otherwise)
    {
        var list = items.ToArray();
        return list.Length > 0 ? list : [otherwise];
    }
}
