using System.Text.Json;
using ChaosLab.ChaosController.Running;

namespace ChaosLab.ChaosController.Reports;

/// <summary><c>run.json</c>: the complete record, from which every other report can be made again.</summary>
internal sealed class RunJson : IReportWriter
{
    /// <summary>The newest layout this program reads.</summary>
    public const int KnownSchemaVersion = 1;

    public string PathIn(RunFolder folder, RunRecord run) => folder.Record;

    public string Write(RunRecord run) => JsonSerializer.Serialize(run, RecordJson.Indented) + "\n";

    /// <summary>Reads a record back.</summary>
    /// <exception cref="JsonException">It is no record of a run, or one of a newer layout.</exception>
    public static RunRecord Read(string text)
    {
        var run = JsonSerializer.Deserialize<RunRecord>(text, RecordJson.Options) ?? throw new JsonException("The file holds null, and no run.");
        return run.SchemaVersion <= KnownSchemaVersion
            ? run
            : throw new JsonException($"The run has schemaVersion {run.SchemaVersion}; this lab reads up to {KnownSchemaVersion}.");
    }
}
