using System.Xml.Linq;
using ChaosLab.ChaosController.Running;

namespace ChaosLab.ChaosController.Reports.Html;

/// <summary>What kept the faults from customers, as the telemetry shows.</summary>
internal static class AbsorberSection
{
    public static XElement Create(RunRecord run) => Page.Section(
        "absorbed", "What absorbed it",
        Page.Paragraph(ReportSentences.Telemetry(run)),
        HtmlTable.Of("Mechanisms that acted, those that rescued most first", ReportTables.Absorbers(run), null, 3, 4, 5),
        Detections(run));

    private static object?[]? Detections(RunRecord run) => ReportSentences.Detections(run) is not { Count: > 0 } detections ? null :
    [
        Page.Element("h3", "When the shop noticed"),
        Page.Element("ul", detections.Select(detection => Page.Element("li", detection))),
    ];
}
