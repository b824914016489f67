using System.Text.Json;
using ChaosLab.ChaosController.Reports;

namespace ChaosLab.ChaosController.Running;

/// <summary>
/// The journal of a run: one JSON record per line, written as it happens. What announces or follows an act is on the disk
/// before the call returns, so that a killed run leaves a readable journal.
/// </summary>
internal sealed class RunJournal : IDisposable
{
    private static readonly RunEventKind[] Synced =
    [
        RunEventKind.RunStarted, RunEventKind.Intent, RunEventKind.ActivityStarted, RunEventKind.ActivityEnded, RunEventKind.FaultActed, RunEventKind.FaultEnded,
        RunEventKind.Abort, RunEventKind.Rollback, RunEventKind.Verdict,
    ];

    private readonly Lock _gate = new();
    private readonly FileStream _file;

    /// <summary>A new file; other programs may read it.</summary>
    /// <exception cref="IOException">It exists, or cannot be made.</exception>
    public RunJournal(string path)
        : this(new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Read }))
    {
    }

    /// <summary>A file that is open; it is the journal's now.</summary>
    public RunJournal(FileStream file) => _file = file;

    /// <summary>Where it lies.</summary>
    public string Path => _file.Name;

    /// <summary>Writes a line; it is synced when it stands at the boundary of an act.</summary>
    /// <exception cref="IOException">The disk is full, or gone.</exception>
    public void Write(RunEvent happened)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(happened, RecordJson.Options);
        lock (_gate)
        {
            _file.Write([.. line, (byte)'\n']);
            _file.Flush(flushToDisk: IsSynced(happened.Kind));
        }
    }

    /// <summary>Whether such an event is on the disk before what it announces is done: a program or a request may do anything.</summary>
    public static bool IsSynced(RunEventKind kind) => Array.IndexOf(Synced, kind) >= 0;

    public void Dispose()
    {
        lock (_gate) _file.Dispose();
    }
}
