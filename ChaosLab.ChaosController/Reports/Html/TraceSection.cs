using System.Xml.Linq;
using ChaosLab.ChaosController.Running;

namespace ChaosLab.ChaosController.Reports.Html;

/// <summary>Traces that show what happened; null without any.</summary>
internal static class TraceSection
{
    public static XElement? Create(RunRecord run) => ReportTables.Traces(run) is not { Count: > 0 } traces ? null : Page.Section(
        "traces", "Traces",
        traces.Select(trace => (object[])
        [
            Page.Element("h3", $"{trace.Why}, {Wording.Clock(trace.At)}, {Wording.Span(trace.Duration)}"),
            Page.Element("pre", Page.Attribute("tabindex", "0"), string.Join('\n', trace.Lines)),
            Page.Element("p", Page.Class("soft"), "Trace ", Page.Element("code", trace.TraceId)),
        ]));
}
