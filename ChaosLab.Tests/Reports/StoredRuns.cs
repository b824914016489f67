using ChaosLab.ChaosController.Reports;
using ChaosLab.ChaosController.Running;

namespace ChaosLab.Tests.Reports;

/// <summary>Puts runs into the checkout of a test.</summary>
internal sealed class StoredRuns(string checkout)
{
    private readonly string _path = Path.Combine(checkout, "artifacts", "runs");

    public RunStore Store => new(_path);

    /// <summary>All reports of a run.</summary>
    public RunFolder Add(RunRecord run)
    {
        var folder = new RunFolder(_path, run.Id);
        ReportSet.Write(folder, run);
        return folder;
    }

    /// <summary>A journal without a record.</summary>
    public void AddJournal(string id, string lines) => AddText(id, "journal.jsonl", lines);

    public void AddText(string id, string name, string content)
    {
        var file = Path.Combine(_path, id, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    }
}
