using System.Text.Json;
using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Faults.Journal;

/// <summary>A file that only grows: each fault's intent before it acts, what came of it, who asked. It is the audit, too.</summary>
internal sealed class FaultJournal : IDisposable
{
    public const string FileName = "faults.jsonl";

    /// <summary>The step before an act.</summary>
    public const string Intent = "intent";

    // Stuck is none: what is not proven to be gone is looked for again by the next run.
    private static readonly string[] Closing = ["undone", "refused", "ended"];

    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly string _run;
    private readonly TimeProvider _time;
    private FileStream? _file;

    public FaultJournal(LabResource lab, TimeProvider time)
        : this(Path.Combine(lab.DataDirectoryOf("journal"), FileName), lab.RunId, time)
    {
    }

    internal FaultJournal(string path, string run, TimeProvider time) => (_path, _run, _time) = (path, run, time);

    /// <summary>Where it is.</summary>
    public string FilePath => _path;

    /// <summary>Adds a line, and returns when it is in the file; an intent, when it is on the disk.</summary>
    /// <exception cref="FaultRefusedException">It cannot be written; what it tells of must not be done.</exception>
    public void Write(string step, FaultRecord fault, string? result = null)
    {
        var entry = new FaultEntry(
            _time.GetUtcNow(), fault.Id, _run, step, fault.Kind, fault.Target, fault.Owner, fault.Reason, fault.Settings, fault.EndsAt, result);
        Append(entry);
    }

    /// <summary>Adds a line on a fault of an earlier run.</summary>
    /// <exception cref="FaultRefusedException">It cannot be written.</exception>
    public void Write(string step, FaultEntry left, string? result)
        => Append(left with { At = _time.GetUtcNow(), Step = step, Result = result });

    /// <summary>The faults of earlier runs that were never closed, the last one first. They stay open until they are closed.</summary>
    public IReadOnlyList<FaultEntry> Leftovers() => [.. Open(Read(_path)).Where(entry => entry.Run != _run)];

    public void Dispose()
    {
        lock (_gate) _file?.Dispose();
    }

    /// <summary>The lines of a journal; the last one may be half written by a killed run, and is left out then.</summary>
    internal static IEnumerable<FaultEntry> Read(string path)
    {
        if (!File.Exists(path)) yield break;
        foreach (var line in File.ReadLines(path))
        {
            FaultEntry? entry = null;
            try
            {
                entry = JsonSerializer.Deserialize<FaultEntry>(line, WireJson.Options);
            }
            catch (JsonException)
            {
                // Cut off in the middle of a write: what it was to tell of was not done yet.
            }

            if (entry is { Id: not null, Run: not null, Step: not null }) yield return entry;
        }
    }

    /// <summary>The intents that were not closed, the last one first: undoing goes in reverse.</summary>
    internal static IReadOnlyList<FaultEntry> Open(IEnumerable<FaultEntry> entries)
    {
        var open = new OrderedDictionary<(string, string), FaultEntry>();
        foreach (var entry in entries)
        {
            if (Closing.Contains(entry.Step, StringComparer.Ordinal)) open.Remove((entry.Run, entry.Id));
            else open.TryAdd((entry.Run, entry.Id), entry);
        }

        return [.. open.Values.Reverse()];
    }

    private void Append(FaultEntry entry)
    {
        try
        {
            lock (_gate)
            {
                _file ??= OpenFile();
                _file.Write([.. JsonSerializer.SerializeToUtf8Bytes(entry, WireJson.Options), (byte)'\n']);

                // Only what must be known before an act is worth a disk's time. A later line outlives the AppHost all the same; if the machine
                // takes it along, the next start undoes once more what is undone, which is safe.
                _file.Flush(flushToDisk: entry.Step == Intent);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            throw new FaultRefusedException(Refusal.Conflict, $"The fault journal {_path} cannot be written, so nothing is done: {error.Message}");
        }
    }

    private FileStream OpenFile()
    {
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(_path, options);
        if (file.Length > 0 && !EndsWithLine(_path)) file.Write("\n"u8);
        return file;
    }

    private static bool EndsWithLine(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() == '\n';
    }
}
