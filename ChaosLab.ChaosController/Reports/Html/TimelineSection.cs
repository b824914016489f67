using System.Xml.Linq;
using ChaosLab.ChaosController.Running;

namespace ChaosLab.ChaosController.Reports.Html;

/// <summary>What happened, in order.</summary>
internal static class TimelineSection
{
    public static XElement Create(RunRecord run) => Page.Section(
        "timeline", "Timeline",
        HtmlTable.Of("What happened, in order", ReportTables.Timeline(run), null, 1) ?? Page.Paragraph("Nothing was noted."));
}
