using System.Collections.Concurrent;

namespace ChaosLab.ChaosController.Reports.History;

/// <summary>The runs that are kept, for a list that is asked for again and again: a folder is read again only when it has changed.</summary>
/// <param name="store">Where they lie.</param>
internal sealed class RunHistory(RunStore store)
{
    private readonly ConcurrentDictionary<string, (FolderStamp Stamp, StoredRunSummary? Summary)> _known = new(StringComparer.Ordinal);

    /// <summary>Every run, the newest first.</summary>
    public IReadOnlyList<StoredRunSummary> ReadAll()
    {
        var folders = store.Folders();
        var there = folders.Select(folder => folder.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in _known.Keys.Where(id => !there.Contains(id))) _known.TryRemove(gone, out _);
        return
        [
            .. folders.AsParallel().Select(Summarize).OfType<StoredRunSummary>()
                .OrderByDescending(run => run.StartedAt ?? DateTimeOffset.MinValue).ThenByDescending(run => run.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>One run as a whole; null when there is none of that id.</summary>
    public StoredRunDetail? Find(string id)
        => FindFolder(id) is { } folder && RunStore.Read(folder) is { } run ? StoredRunDetail.Of(run, RunFiles.In(folder.Path)) : null;

    /// <summary>The path of a run's file; null when it is not there, or is not to be read.</summary>
    public string? FindFile(string id, string name)
    {
        if (RunFiles.TypeOf(name) is null || FindFolder(id) is not { } folder) return null;
        var file = new FileInfo(Path.Combine(folder.Path, name));
        return file.Exists && !IsLink(file) ? file.FullName : null;
    }

    // Of the names that are there, so that none leads elsewhere.
    private RunFolder? FindFolder(string id) => store.Folders().FirstOrDefault(folder => folder.Id == id);

    private StoredRunSummary? Summarize(RunFolder folder)
    {
        try
        {
            var stamp = FolderStamp.Of(folder);
            if (_known.TryGetValue(folder.Id, out var known) && known.Stamp == stamp) return known.Summary;
            var summary = Read(folder);
            _known[folder.Id] = (stamp, summary);
            return summary;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It was removed meanwhile, or is not ours.
            return null;
        }
    }

    private static StoredRunSummary? Read(RunFolder folder)
    {
        if (File.Exists(folder.Record) && RunHead.Read(folder.Record) is { } head) return StoredRunSummary.Of(folder.Id, head, RunFiles.In(folder.Path));
        return RunStore.Read(folder) is { } run ? StoredRunSummary.Of(run, RunFiles.In(folder.Path)) : null;
    }

    private static bool IsLink(FileInfo file) => file.Attributes.HasFlag(FileAttributes.ReparsePoint);

    /// <summary>What changes with a run's files.</summary>
    private readonly record struct FolderStamp(DateTime Folder, DateTime Record, DateTime Journal, long JournalLength)
    {
        public static FolderStamp Of(RunFolder folder)
        {
            var journal = new FileInfo(folder.Journal);
            return new(
                Directory.GetLastWriteTimeUtc(folder.Path), File.GetLastWriteTimeUtc(folder.Record),
                journal.Exists ? journal.LastWriteTimeUtc : default, journal.Exists ? journal.Length : -1);
        }
    }
}
