using System.Xml.Linq;
using ChaosLab.ChaosController.Running;

namespace ChaosLab.ChaosController.Reports.Html;

/// <summary>Everything the verdict rests on, what did not hold first.</summary>
internal static class CheckSection
{
    public static XElement Create(RunRecord run)
    {
        var checks = run.Judgement.Checks.OrderByDescending(check => check.Outcome).ToArray();
        return Page.Section(
            "checks", "Checks",
            HtmlTable.Of("Everything the verdict rests on", ReportTables.Checks(run), (row, column) => column == 1 ? Tone.Of(checks[row].Outcome) : null)
                ?? Page.Paragraph("Nothing was checked."));
    }
}
