using System.Globalization;
using System.Xml.Linq;
using ChaosLab.ChaosController.Running;
using ChaosLab.ChaosController.Verdicts;

namespace ChaosLab.ChaosController.Reports;

/// <summary>
/// JUnit XML for CI: one test case per run. <c>fail</c> is a failure; <c>error</c> and <c>aborted</c> are errors, for the run did not
/// come to an end; <c>inconclusive</c> is an error, too: a skipped test would let a pipeline pass that has proven nothing.
/// </summary>
internal static class JunitReport
{
    /// <summary>The report on several runs, in their order.</summary>
    /// <param name="runs">The runs that left a record.</param>
    /// <param name="notRun">Experiments that left none, with the reason: each is an error.</param>
    /// <param name="inconclusive">By a run's id, why each run of the same file before it proved nothing; told beside its verdict.</param>
    public static string Write(
        IReadOnlyList<RunRecord> runs, IReadOnlyList<(string File, string Reason)>? notRun = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>>? inconclusive = null)
    {
        notRun ??= [];
        var suite = new XElement(
            "testsuite",
            new XAttribute("name", "ChaosLab"),
            new XAttribute("tests", runs.Count + notRun.Count),
            new XAttribute("failures", runs.Count(run => run.Judgement.Verdict == Verdict.Fail)),
            new XAttribute("errors", runs.Count(run => IsError(run.Judgement.Verdict)) + notRun.Count),
            new XAttribute("skipped", 0),
            new XAttribute("time", Seconds(runs.Aggregate(TimeSpan.Zero, (sum, run) => sum + (run.EndedAt - run.StartedAt)))),
            runs.Select(run => Case(run, inconclusive?.GetValueOrDefault(run.Id) ?? [])),
            notRun.Select(gap => Missing(gap.File, gap.Reason)));
        if (runs.Count > 0) suite.SetAttributeValue("timestamp", runs.Min(run => run.StartedAt).UtcDateTime.ToString("s", CultureInfo.InvariantCulture) + "Z");

        return new XDeclaration("1.0", "utf-8", null) + "\n" + new XElement("testsuites", suite) + "\n";
    }

    private static XElement Case(RunRecord run, IReadOnlyList<string> inconclusive)
    {
        var verdict = run.Judgement.Verdict;
        var element = new XElement(
            "testcase",
            new XAttribute("name", Wording.Clean(run.Title)),
            new XAttribute("classname", Wording.Clean(run.File ?? "experiment")),
            new XAttribute("time", Seconds(run.EndedAt - run.StartedAt)));
        if (verdict != Verdict.Pass)
        {
            element.Add(new XElement(
                verdict == Verdict.Fail ? "failure" : "error",
                new XAttribute("type", Wording.Word(verdict)),
                new XAttribute("message", Wording.Clean(run.Judgement.Reasons is [var first, ..] ? first : Wording.Word(verdict))),
                Wording.Clean(Explanation(run))));
        }

        var which = $"Run {run.Id}, seed {run.Seed}.{(Replay.Command(run) is { } replay ? $" Again: {replay}" : "")}";
        element.Add(new XElement("system-out", Wording.Clean(string.Join('\n', [which, .. inconclusive.Select(reason => $"An earlier run was inconclusive: {reason}")]))));
        return element;
    }

    private static XElement Missing(string file, string reason) => new(
        "testcase", new XAttribute("name", Wording.Clean(Path.GetFileNameWithoutExtension(file))), new XAttribute("classname", Wording.Clean(file)),
        new XAttribute("time", Seconds(TimeSpan.Zero)),
        new XElement("error", new XAttribute("type", "not run"), new XAttribute("message", Wording.Clean(reason))));

    private static string Explanation(RunRecord run) => string.Join('\n',
    [
        .. run.Judgement.Reasons,
        .. run.Judgement.Checks
            .Where(check => check.Outcome != CheckOutcome.Held)
            .Select(check => $"{Wording.Word(check.Outcome)}: {check.Name}: expected {check.Expected}, was {check.Actual}"),
        .. run.WhenItFails is { } advice ? [$"What to do: {advice}"] : Array.Empty<string>(),
    ]);

    private static bool IsError(Verdict verdict) => verdict is Verdict.Error or Verdict.Aborted or Verdict.Inconclusive;

    private static string Seconds(TimeSpan duration) => duration.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);
}
