using System.Xml.Linq;
using ChaosLab.ChaosController.Running;

namespace ChaosLab.ChaosController.Reports.Html;

/// <summary>What the experiment's author says to do when it fails; null when the file does not say.</summary>
internal static class AdviceSection
{
    public static XElement? Create(RunRecord run)
        => run.WhenItFails is { } advice ? Page.Section("advice", "What to do when it fails", Page.Paragraph(advice)) : null;
}
