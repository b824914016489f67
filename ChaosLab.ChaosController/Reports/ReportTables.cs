using ChaosLab.ChaosController.Ledger;
using ChaosLab.ChaosController.Load;
using ChaosLab.ChaosController.Running;
using ChaosLab.ChaosController.Telemetry;

namespace ChaosLab.ChaosController.Reports;

/// <summary>A table as every report shows it.</summary>
/// <param name="Columns">The headings.</param>
/// <param name="Rows">The cells, as many as headings.</param>
internal sealed record ReportTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>The tables that the page for browsers and the Markdown share.</summary>
internal static class ReportTables
{
    public static ReportTable Checks(RunRecord run) => new(
        ["Check", "Outcome", "Expected", "Actual", "Evidence"],
        [.. run.Judgement.Checks
            .OrderByDescending(check => check.Outcome)
            .Select(check => (string[])[check.Name, Wording.Word(check.Outcome), check.Expected, check.Actual, check.Evidence ?? ""])]);

    public static ReportTable Faults(RunRecord run) => new(
        ["Fault", "Acted", "Seen", "Ended", "Recovered", "RTO", "MTTD", "Detected by", "Cascade"],
        [.. run.Faults.Select(outcome => (string[])
        [
            FaultWording.Name(outcome), FaultWording.Acted(outcome), FaultWording.Seen(outcome), FaultWording.Ended(outcome),
            FaultWording.Recovered(outcome), FaultWording.Rto(outcome), FaultWording.Mttd(run, outcome),
            FaultWording.DetectedBy(run, outcome), FaultWording.Cascade(outcome),
        ])]);

    public static ReportTable Load(LoadResult load) => new(
        ["Operation", "Due", "Errors", "Failed", "Timed out", "Unsent", "p50", "p95", "p99", "Max"],
        [.. load.Operations.OrderByDescending(pair => pair.Value.Due).Select(pair => Figures(pair.Key, pair.Value)), Figures("all", load.Total)]);

    public static ReportTable Slo(RunRecord run, SloResult slo) => new(
        ["Objective", "Measured", "Target"],
        [
            ["Availability", Wording.Percent(slo.Availability), slo.AvailabilityTarget is { } target ? Wording.Percent(target) : "not set"],
            ["Error budget burnt", slo.BudgetBurnt is { } burnt ? Wording.Percent(burnt) : Wording.Unknown, "at most 100 %"],
            ["Errors", Wording.Count(slo.Errors), slo.BudgetRequests is { } budget ? $"at most {Wording.Number(budget)} in {Wording.Span(slo.Window)}" : "not set"],
            ["Errors while faults acted", slo.ErrorRateDuringFaults is { } rate ? Wording.Percent(rate) : "no request was due", "see the checks"],
            ["p50, p95, p99 while faults acted", Latency(slo.LatencyDuringFaults, "no request was due"), "see the checks"],
            ["p50, p95, p99 over the whole load", Latency(slo.Latency, Wording.Unknown), slo.LatencyDuringFaults is null ? "see the checks" : "not judged"],
            ["Longest recovery", Wording.Span(slo.WorstRto, run.Faults.Where(FaultWording.HadEffect).All(FaultWording.CameBack) ? "nothing had to recover" : "not all recovered"), "see the checks"],
        ]);

    public static ReportTable Ledger(LedgerReport ledger) => new(
        ["Purchases", "Count"],
        [
            ["Acknowledged", Wording.Count(ledger.Acknowledged)],
            ["Refused", Wording.Count(ledger.Refused)],
            ["Outcome unknown to the client", $"{Wording.Count(ledger.Unknown)}, of them charged {Wording.Count(ledger.UnknownCharged)}"],
            ["Lost", Wording.Count(ledger.Lost.Count)],
            ["Duplicated", Wording.Count(ledger.Duplicated.Count)],
            ["Phantom", Wording.Count(ledger.Phantom.Count)],
            ["Stale", Wording.Count(ledger.Stale.Count)],
        ]);

    /// <summary>The purchases that the books are at odds with, at most <paramref name="most"/> of each sort.</summary>
    public static ReportTable Anomalies(LedgerReport ledger, int most = 10) => new(
        ["Anomaly", "Key", "Order", "Because"],
        [
            .. Rows("lost", ledger.Lost, most), .. Rows("duplicated", ledger.Duplicated, most),
            .. Rows("phantom", ledger.Phantom, most), .. Rows("stale", ledger.Stale, most),
        ]);

    public static ReportTable Absorbers(RunRecord run) => new(
        ["Mechanism", "Where", "Guards", "Acted", "Requests rescued", "Attempts per call"],
        [.. (run.Telemetry?.Absorbers ?? []).OrderByDescending(absorber => absorber.Rescued).Select(absorber => (string[])
        [
            absorber.Mechanism, absorber.Service, absorber.Dependency, Wording.Count(absorber.Times), Wording.Count(absorber.Rescued),
            run.Telemetry!.Amplification.TryGetValue(absorber.Dependency, out var attempts) ? Wording.Number(attempts) : Wording.Unknown,
        ])]);

    /// <summary>The traces, those that failed first; of each sort those that a fault hit.</summary>
    public static IReadOnlyList<TraceExample> Traces(RunRecord run)
        => [.. (run.Telemetry?.Examples ?? []).OrderBy(Rank).ThenBy(example => example.Fault is null)];

    /// <summary>
    /// The trace that shows what a fault did: one that is marked with a fault of the run, else one that failed while a fault acted, else
    /// one that was slow or rescued then; null when there is none.
    /// </summary>
    public static TraceExample? RootCause(RunRecord run)
    {
        var windows = FaultWindow.Of(run);
        return Traces(run)
            .Where(example => example.Fault is not null || windows.Any(window => example.At <= window.To && example.At + example.Duration >= window.From))
            .OrderBy(example => example.Fault is null).ThenBy(Rank)
            .FirstOrDefault();
    }

    private static int Rank(TraceExample example) => example.Why switch { "failed" => 0, "slow" => 1, _ => 2 };

    public static ReportTable Checklist(RunRecord run) => new(
        ["Question", "Answer", "Evidence"],
        [.. Reports.Checklist.Of(run).Select(item => (string[])[item.Question, Wording.Word(item.Answer), item.Evidence])]);

    public static ReportTable Timeline(RunRecord run) => new(
        ["Time (UTC)", "Since start", "What", "About"],
        [.. run.Timeline.Select(happened => (string[])
            [Wording.Clock(happened.At), Wording.Span(happened.At - run.StartedAt), happened.Text, happened.Subject ?? ""])]);

    public static ReportTable Method(RunRecord run) => new(
        ["Activity", "Type", "Began", "Took", "Result"],
        [.. run.Method.Select(activity => Activity(activity, "")), .. run.Rollbacks.Select(activity => Activity(activity, "rollback: "))]);

    public static ReportTable Environment(RunRecord run) => new(
        ["", ""],
        [
            ["Run", run.Id],
            ["Started", Wording.Moment(run.StartedAt)],
            ["Ended", $"{Wording.Moment(run.EndedAt)}, after {Wording.Span(run.EndedAt - run.StartedAt)}"],
            ["Lab", $"{run.Lab.Name}: {run.Lab.Profile} profile, {run.Lab.Infrastructure} infrastructure, {run.Lab.Host} host"],
            ["Experiment", run.File ?? "no file"],
            ["Seed", run.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture)],
            ["Again", Replay.Command(run) ?? "not possible: the experiment came from no file"],
            ["Tags", Wording.List(run.Tags, "none")],
            ["Scenario rows", Wording.List(run.Rows, "none")],
        ]);

    private static string[] Activity(ActivityRecord activity, string prefix) =>
    [
        prefix + activity.Name, Wording.Word(activity.Type) + (activity.Background ? ", in the background" : ""), Wording.Clock(activity.StartedAt),
        Wording.Span(activity.EndedAt - activity.StartedAt),
        !activity.Succeeded ? activity.Error ?? "failed" : activity.ToleranceMet == false ? activity.Tolerance ?? "beyond its tolerance" : "succeeded",
    ];

    private static string[] Figures(string name, LoadFigures figures) =>
    [
        name, Wording.Count(figures.Due), $"{Wording.Count(figures.Errors)} ({Wording.Percent(figures.ErrorRate)})", Wording.Count(figures.Failed),
        Wording.Count(figures.TimedOut), Wording.Count(figures.Unsent), Wording.Latency(figures.P50), Wording.Latency(figures.P95),
        Wording.Latency(figures.P99), Wording.Latency(figures.Max),
    ];

    private static string Latency(MeasuredLatency? latency, string otherwise)
        => latency is null ? otherwise : string.Join(", ", new[] { latency.P50, latency.P95, latency.P99 }.Select(Wording.Latency));

    private static IEnumerable<string[]> Rows(string sort, IReadOnlyList<LedgerAnomaly> anomalies, int most)
    {
        foreach (var anomaly in anomalies.Take(most)) yield return [sort, anomaly.Key, anomaly.OrderId ?? "none", anomaly.Because];
        if (anomalies.Count > most) yield return [sort, $"and {Wording.Count(anomalies.Count - most)} more", "", "all are in run.json"];
    }
}
