using System.Xml.Linq;
using ChaosLab.ChaosController.Running;

namespace ChaosLab.ChaosController.Reports.Html;

/// <summary>The objectives, and how much of the error budget the run took.</summary>
internal static class SloSection
{
    public static XElement Create(RunRecord run) => Page.Section(
        "slo", "Objectives and error budget",
        run.Slo is { } slo
            ? [HtmlTable.Of("What was measured against what was promised", ReportTables.Slo(run, slo)), slo.Because is { } because ? Page.Element("p", Page.Element("strong", "Why these targets:"), " " + because) : null]
            : new object?[] { Page.Paragraph(ReportSentences.NoObjectives(run)) });
}
