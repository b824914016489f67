using System.Globalization;
using System.Text.Json;
using ChaosLab.ChaosController.Running;
using ChaosLab.ChaosController.Shell;

namespace ChaosLab.ChaosController.Reports;

/// <summary>The runs that are kept; nothing is ever removed by it.</summary>
/// <param name="runs">The directory of all runs; it need not exist.</param>
internal sealed class RunStore(string runs)
{
    /// <summary>The word that stands for the newest run.</summary>
    public const string Last = "last";

    private static readonly EnumerationOptions Real = new() { AttributesToSkip = FileAttributes.ReparsePoint };

    public string Path { get; } = runs;

    /// <summary>Every run, the newest first. A folder that holds neither a record nor a journal is none.</summary>
    public IReadOnlyList<StoredRun> ReadAll() =>
        [.. Folders().Select(Read).OfType<StoredRun>().OrderByDescending(run => run.StartedAt ?? DateTimeOffset.MinValue).ThenByDescending(run => run.Id, StringComparer.Ordinal)];

    /// <summary>The run that is meant.</summary>
    /// <param name="written">An id, the beginning of exactly one, or <see cref="Last"/>.</param>
    /// <exception cref="LabError">There are no runs, or none or several that can be meant.</exception>
    public StoredRun Find(string written)
    {
        var folders = Folders();
        if (folders.FirstOrDefault(folder => folder.Id == written) is { } exact && Read(exact) is { } found) return found;

        var all = ReadAll();
        if (all.Count == 0) throw LabError.No($"There are no runs in {Path}. Make one: ./lab run <experiment>");
        if (written == Last) return all[0];

        var matches = all.Where(run => written.Length > 0 && run.Id.StartsWith(written, StringComparison.Ordinal)).ToArray();
        return matches switch
        {
            [var only] => only,
            [] => throw LabError.WrongUse(Unknown(written, all)),
            _ => throw LabError.WrongUse($"'{written}' begins the ids of {matches.Length} runs: {string.Join(", ", matches.Take(5).Select(run => run.Id))}{(matches.Length > 5 ? ", …" : "")}."),
        };
    }

    private static string Unknown(string written, IReadOnlyList<StoredRun> all)
    {
        // An id begins with a time that nobody types; what people remember is the name after it.
        var meant = all.FirstOrDefault(run => written.Length > 2 && run.Id.Contains(written, StringComparison.OrdinalIgnoreCase))?.Id
            ?? Suggestion.Nearest(written, all.Select(run => run.Id));
        return $"There is no run '{written}'.{(meant is null ? "" : $" Did you mean '{meant}'?")} Newest: {string.Join(", ", all.Take(3).Select(run => run.Id))}. All: ./lab runs";
    }

    /// <summary>Every folder there is; what a link leads to lies elsewhere, and is none.</summary>
    public IReadOnlyList<RunFolder> Folders()
        => Directory.Exists(Path) ? [.. Directory.EnumerateDirectories(Path, "*", Real).Select(directory => new RunFolder(Path, System.IO.Path.GetFileName(directory)))] : [];

    /// <summary>What a folder holds of a run; null when it is none.</summary>
    public static StoredRun? Read(RunFolder folder)
    {
        var hasRecord = File.Exists(folder.Record);
        if (!hasRecord && !File.Exists(folder.Journal)) return null;

        RunRecord? record = null;
        IReadOnlyList<RunEvent> journal = [];
        string? problem = null;
        try
        {
            (journal, var unreadable) = JournalFile.Read(folder.Journal);
            // Half a line at the end is what a killed writer leaves; more is damage.
            if (unreadable > 1) problem = $"{unreadable} lines of journal.jsonl cannot be read.";
            if (hasRecord) record = RunJson.Read(File.ReadAllText(folder.Record));
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            problem = $"{(hasRecord ? "run.json" : "journal.jsonl")} cannot be read: {error.Message.ReplaceLineEndings(" ")}";
        }

        if (record is not null) return new(folder, StoredState.Complete, record, journal, record.StartedAt, record.Title, problem);

        var started = journal is [var first, ..] ? first.At : TimeOfId(folder.Id);
        var title = journal.FirstOrDefault(happened => happened.Kind == RunEventKind.RunStarted)?.Text ?? folder.Id;
        if (hasRecord) return new(folder, StoredState.Broken, null, journal, started, title, problem);
        if (journal is [.., { Kind: RunEventKind.Verdict } verdict])
        {
            return new(folder, StoredState.Broken, null, journal, started, title, problem ?? $"The run ended ({verdict.Text}), but run.json is missing.");
        }

        var last = journal is [.., var end] ? $"The last thing it tells, at {Wording.Moment(end.At)}: {end.Text}" : "It tells nothing.";
        return new(folder, StoredState.Interrupted, null, journal, started, title, problem ?? $"The journal ends without a verdict: the run goes on, or was killed. {last}");
    }

    // An id begins with the time of the start: 20261121-193000-…
    private static DateTimeOffset? TimeOfId(string id)
        => id.Length >= 15 && DateTimeOffset.TryParseExact(
            id[..15], "yyyyMMdd-HHmmss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;
}
