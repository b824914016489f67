using System.Xml.Linq;
using ChaosLab.ChaosController.Ledger;
using ChaosLab.ChaosController.Running;

namespace ChaosLab.ChaosController.Reports.Html;

/// <summary>The first screen: the verdict, why, and the figures that matter.</summary>
internal static class VerdictHeader
{
    public static XElement Create(RunRecord run) => Page.Element(
        "header",
        Page.Badge(Wording.Word(run.Judgement.Verdict), Tone.Of(run.Judgement.Verdict)),
        Page.Element("h1", run.Title),
        Page.Element("p", ReportSentences.Meaning(run.Judgement.Verdict)),
        Page.Element("ul", run.Judgement.Reasons.Select(reason => Page.Element("li", reason))),
        Page.Element("dl", Page.Class("figures"), Figures(run).Select(figure => Page.Element("div", Page.Element("dt", figure.Name), Page.Element("dd", figure.Value)))),
        Page.Element(
            "p", Page.Class("soft"),
            $"{Wording.Moment(run.StartedAt)}, {Wording.Span(run.EndedAt - run.StartedAt)}; {run.Lab.Profile} profile; run {run.Id}. All times are UTC."));

    private static IEnumerable<(string Name, string Value)> Figures(RunRecord run)
    {
        if (run.Load is { } load)
        {
            yield return ("Requests", Wording.Count(load.Total.Due));
            yield return ("Errors", load.Total.Errors == 0 ? "0" : $"{Wording.Count(load.Total.Errors)} ({Wording.Percent(load.Total.ErrorRate)})");
            yield return ("p99 latency", Wording.Latency(load.Total.P99));
        }

        var felt = run.Faults.Where(FaultWording.HadEffect).ToArray();
        if (felt.Length > 0)
        {
            yield return ("Longest recovery (RTO)", felt.All(FaultWording.CameBack) ? Wording.Span(felt.Max(outcome => outcome.Rto)) : "not all came back");
            yield return ("Slowest detection", felt.All(outcome => outcome.Mttd is not null)
                ? Wording.Span(felt.Max(outcome => outcome.Mttd))
                : run.Telemetry is null ? Wording.Unknown : "not all detected");
        }

        if (run.Ledger is { } ledger)
        {
            yield return ("Orders lost or doubled", ledger.Verdict == LedgerVerdict.Unknown ? Wording.Unknown : Wording.Count(ledger.Lost.Count + ledger.Duplicated.Count));
        }
    }
}
