using System.Xml.Linq;
using ChaosLab.ChaosController.Running;

namespace ChaosLab.ChaosController.Reports.Html;

/// <summary>What is asked after every experiment.</summary>
internal static class ChecklistSection
{
    public static XElement Create(RunRecord run)
    {
        var items = Checklist.Of(run);
        return Page.Section(
            "checklist", "Checklist",
            HtmlTable.Of("What is asked after every experiment", ReportTables.Checklist(run), (row, column) => column == 1 ? Tone.Of(items[row]) : null));
    }
}
