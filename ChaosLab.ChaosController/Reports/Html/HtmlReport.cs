using System.Xml.Linq;
using ChaosLab.ChaosController.Running;

namespace ChaosLab.ChaosController.Reports.Html;

/// <summary><c>report.html</c>: the report for people, one file that asks for nothing outside itself and needs no script.</summary>
internal sealed class HtmlReport : IReportWriter
{
    public string PathIn(RunFolder folder, RunRecord run) => folder.Html;

    public string Write(RunRecord run)
    {
        XElement?[] sections =
        [
            ClaimSection.Create(run), LoadSection.Create(run), FaultSection.Create(run), CheckSection.Create(run), SloSection.Create(run),
            AbsorberSection.Create(run), LedgerSection.Create(run), TimelineSection.Create(run), SnapshotSection.Create(run),
            ChecklistSection.Create(run), TraceSection.Create(run), AdviceSection.Create(run), EnvironmentSection.Create(run),
        ];
        var present = sections.OfType<XElement>().ToArray();
        return Page.Serialize(Page.Element(
            "html", Page.Attribute("lang", "en"),
            Page.Element(
                "head",
                Page.Element("meta", Page.Attribute("charset", "utf-8")),
                Page.Element("meta", Page.Attribute("name", "viewport"), Page.Attribute("content", "width=device-width, initial-scale=1")),
                // Whatever a text of the run may hold: nothing is loaded and nothing runs.
                Page.Element("meta", Page.Attribute("http-equiv", "Content-Security-Policy"), Page.Attribute("content", "default-src 'none'; style-src 'unsafe-inline'")),
                Page.Element("title", $"{Wording.Word(run.Judgement.Verdict)}: {run.Title}"),
                Page.Element("style", Stylesheet.Text)),
            Page.Element("body", VerdictHeader.Create(run), Contents(present), Page.Element("main", present))));
    }

    private static XElement Contents(IEnumerable<XElement> sections)
        => Page.Element("nav", Page.Attribute("aria-label", "Contents"), Page.Element("ul", sections.Select(section => Page.Element(
            "li", Page.Element("a", Page.Attribute("href", "#" + section.Attribute("id")!.Value), section.Element("h2")!.Value)))));
}
