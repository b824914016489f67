namespace ChaosLab.ChaosController.Reports;

/// <summary>Where a run's files lie: <c>artifacts/runs/&lt;id&gt;/</c>.</summary>
internal sealed class RunFolder(string runs, string id)
{
    /// <summary>The name of the file with the complete record.</summary>
    public const string RecordFile = "run.json";

    public string Id { get; } = id;

    public string Path { get; } = System.IO.Path.Combine(runs, id);

    /// <summary>The journal as it happens, one JSON record per line.</summary>
    public string Journal => System.IO.Path.Combine(Path, "journal.jsonl");

    /// <summary>The complete record.</summary>
    public string Record => System.IO.Path.Combine(Path, RecordFile);

    /// <summary>Chaos Toolkit's form of the journal.</summary>
    public string ToolkitJournal => System.IO.Path.Combine(Path, "journal.json");

    /// <summary>What each part logged during the run, one file per resource.</summary>
    public string Logs => System.IO.Path.Combine(Path, "logs");

    public string Markdown => System.IO.Path.Combine(Path, "report.md");

    public string Html => System.IO.Path.Combine(Path, "report.html");

    public string Postmortem => System.IO.Path.Combine(Path, "postmortem.md");

    /// <summary>The client's history of purchases, for outside checkers.</summary>
    public string History => System.IO.Path.Combine(Path, "history.json");

    /// <summary>The report for machines, named by the time of its start: <c>chaos_report_YYYYMMDD_HHMMSS.json</c>.</summary>
    public string ChaosReport(DateTimeOffset startedAt)
        => System.IO.Path.Combine(Path, System.FormattableString.Invariant($"chaos_report_{startedAt:yyyyMMdd_HHmmss}.json"));
}
