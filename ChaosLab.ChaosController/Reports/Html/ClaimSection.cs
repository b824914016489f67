using System.Xml.Linq;
using ChaosLab.ChaosController.Running;

namespace ChaosLab.ChaosController.Reports.Html;

/// <summary>What was claimed, and what was done to find out.</summary>
internal static class ClaimSection
{
    public static XElement Create(RunRecord run) => Page.Section(
        "claim", "Claim and method",
        Page.Paragraph(run.Description),
        Labelled("Steady-state hypothesis:", ReportSentences.Hypothesis(run)),
        Labelled("Why it matters:", run.Why),
        Labelled("Expected:", run.Expected),
        Page.Paragraph(ReportSentences.SteadyState(run)),
        HtmlTable.Of("The method and the rollbacks, in order", ReportTables.Method(run), null, 3) ?? Page.Paragraph("The method never began."));

    private static XElement? Labelled(string label, string? text)
        => text is null ? null : Page.Element("p", Page.Element("strong", label), " " + text);
}
