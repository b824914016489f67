using ChaosLab.ChaosController.Running;

namespace ChaosLab.ChaosController.Reports;

/// <summary><c>report.md</c>: the report for people, as text.</summary>
internal sealed class MarkdownReport : IReportWriter
{
    public string PathIn(RunFolder folder, RunRecord run) => folder.Markdown;

    public string Write(RunRecord run)
    {
        var page = new MarkdownPage();
        page.Heading(1, $"{Wording.Word(run.Judgement.Verdict).ToUpperInvariant()}: {run.Title}")
            .Paragraph(ReportSentences.Meaning(run.Judgement.Verdict))
            .List(run.Judgement.Reasons);
        Claim(page, run);
        Outcome(page, run);
        Data(page, run);
        Story(page, run);
        return page.ToString();
    }

    private static void Claim(MarkdownPage page, RunRecord run)
    {
        page.Heading(2, "Claim and method").Paragraph(run.Description);
        if (run.Why is { } why) page.Labelled("Why it matters:", why);
        if (run.Expected is { } expected) page.Labelled("Expected:", expected);
        if (ReportSentences.Hypothesis(run) is { } claim) page.Labelled("Steady-state hypothesis:", claim);
        page.Paragraph(ReportSentences.SteadyState(run));
        Add(page, ReportTables.Method(run), "The method never began.");
    }

    private static void Outcome(MarkdownPage page, RunRecord run)
    {
        page.Heading(2, "Load");
        if (run.Load is { } load)
        {
            page.Paragraph(ReportSentences.Load(load));
            Add(page, ReportTables.Load(load), "");
        }
        else if (run.ExternalLoad is not null)
        {
            page.Paragraph("The load came from the experiment's own command; its requests were not counted here.");
        }
        else
        {
            page.Paragraph("There was no load.");
        }

        if (run.ExternalLoad is { } own)
        {
            page.Labelled("Command:", $"{string.Join(' ', own.Command)} (exit code {own.ExitCode?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none, it had to be ended"})");
            page.Code(own.Output);
        }

        page.Heading(2, "Faults");
        Add(page, ReportTables.Faults(run), "No fault was injected.");
        page.List(run.Faults.Select(outcome =>
            $"{FaultWording.Name(outcome)}: {Wording.Word(outcome.Fault.State)}; settings: {FaultWording.Settings(outcome)}{(outcome.Fault.Message is { } message ? $"; {message}" : "")}"));
        page.Heading(2, "Checks");
        Add(page, ReportTables.Checks(run), "Nothing was checked.");
    }

    private static void Data(MarkdownPage page, RunRecord run)
    {
        page.Heading(2, "Objectives and error budget");
        if (run.Slo is { } slo)
        {
            Add(page, ReportTables.Slo(run, slo), "");
            if (slo.Because is { } because) page.Labelled("Why these targets:", because);
        }
        else
        {
            page.Paragraph(ReportSentences.NoObjectives(run));
        }

        page.Heading(2, "What absorbed it").Paragraph(ReportSentences.Telemetry(run));
        Add(page, ReportTables.Absorbers(run), "");
        if (ReportSentences.Detections(run) is { Count: > 0 } detections) page.Heading(3, "When the shop noticed").List(detections);
        page.Heading(2, "Ledger");
        if (run.Ledger is { } ledger)
        {
            page.Paragraph(ReportSentences.Ledger(ledger));
            Add(page, ReportTables.Ledger(ledger), "");
            Add(page, ReportTables.Anomalies(ledger), "");
        }
        else
        {
            page.Paragraph("Nothing was bought, so there are no books to compare.");
        }
    }

    private static void Story(MarkdownPage page, RunRecord run)
    {
        page.Heading(2, "Timeline");
        Add(page, ReportTables.Timeline(run), "Nothing was noted.");
        page.Heading(2, "Checklist");
        Add(page, ReportTables.Checklist(run), "");
        if (ReportTables.Traces(run) is { Count: > 0 } traces)
        {
            page.Heading(2, "Traces");
            foreach (var example in traces)
            {
                page.Labelled($"{example.Why}:", $"{example.TraceId}, {Wording.Clock(example.At)}, {Wording.Span(example.Duration)}").Code(string.Join('\n', example.Lines));
            }
        }

        if (run.WhenItFails is { } advice) page.Heading(2, "What to do when it fails").Paragraph(advice);
        page.Heading(2, "Environment");
        page.List(ReportTables.Environment(run).Rows.Select(row => $"{row[0]}: {row[1]}"));
        page.Paragraph("Health and state of every resource before, during and after are in report.html and in the chaos report.");
    }

    private static void Add(MarkdownPage page, ReportTable table, string otherwise)
    {
        if (table.Rows.Count > 0) page.Table(table.Columns, table.Rows);
        else if (otherwise.Length > 0) page.Paragraph(otherwise);
    }
}
