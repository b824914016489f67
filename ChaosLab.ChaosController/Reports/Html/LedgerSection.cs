using System.Xml.Linq;
using ChaosLab.ChaosController.Running;

namespace ChaosLab.ChaosController.Reports.Html;

/// <summary>The client's purchases against the shop's books.</summary>
internal static class LedgerSection
{
    public static XElement Create(RunRecord run) => Page.Section("ledger", "Ledger", run.Ledger is { } ledger
        ?
        [
            Page.Paragraph(ReportSentences.Ledger(ledger)),
            HtmlTable.Pairs(ReportTables.Ledger(ledger)),
            HtmlTable.Of("Purchases with which the books are at odds", ReportTables.Anomalies(ledger)),
        ]
        : new object?[] { Page.Paragraph("Nothing was bought, so there are no books to compare.") });
}
