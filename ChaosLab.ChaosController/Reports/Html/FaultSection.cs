using System.Xml.Linq;
using ChaosLab.ChaosController.Running;

namespace ChaosLab.ChaosController.Reports.Html;

/// <summary>What was injected, and what came of it.</summary>
internal static class FaultSection
{
    public static XElement Create(RunRecord run) => Page.Section(
        "faults", "Faults",
        HtmlTable.Of("Each fault from its act to the recovery; times are UTC", ReportTables.Faults(run)) ?? Page.Paragraph("No fault was injected."),
        run.Faults.Count == 0 ? null : Page.Element("ul", run.Faults.Select(outcome => Page.Element(
            "li",
            Page.Element("strong", FaultWording.Name(outcome)), " ",
            Page.Badge(Wording.Word(outcome.Fault.State), FaultWording.CameBack(outcome) ? Tone.Good : Tone.Bad),
            $" settings: {FaultWording.Settings(outcome)}{(outcome.Fault.Message is { } message ? $"; {message}" : "")}"))),
        run.Faults.Count == 0 ? null : Page.Element(
            "p", Page.Class("soft"),
            "RTO: from the fault's end (a kill: from the act) to the steady state. MTTD: from the act to the first detection by the shop itself. Cascade: other parts that became unhealthy."));
}
