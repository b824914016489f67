using System.Xml.Linq;
using ChaosLab.ChaosController.Running;

namespace ChaosLab.ChaosController.Reports.Html;

/// <summary>Where it ran, and how to run it again.</summary>
internal static class EnvironmentSection
{
    public static XElement Create(RunRecord run) => Page.Section(
        "environment", "Environment and replay",
        HtmlTable.Pairs(ReportTables.Environment(run)),
        run.Decisions.Count == 0 ? null : Page.Element(
            "details",
            Page.Element("summary", $"{Wording.Of(run.Decisions.Count, "random decision")}, equal in a replay"),
            Page.Element("pre", Page.Class("wrap"), string.Join('\n', run.Decisions))),
        Page.Element(
            "details",
            Page.Element("summary", "The experiment as its file has it"),
            Page.Element("pre", run.Experiment.ToJsonString(RecordJson.Indented))));
}
