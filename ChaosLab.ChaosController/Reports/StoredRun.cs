using ChaosLab.ChaosController.Running;

namespace ChaosLab.ChaosController.Reports;

/// <summary>How much of a run a folder holds.</summary>
internal enum StoredState
{
    /// <summary>The record can be read.</summary>
    Complete,

    /// <summary>The journal ends without a verdict, and there is no record: the run goes on, or was killed.</summary>
    Interrupted,

    /// <summary>The run came to a verdict, but its record is missing or cannot be read.</summary>
    Broken,
}

/// <summary>A run as its folder tells.</summary>
/// <param name="Folder">Where its files lie.</param>
/// <param name="State">How much of it there is.</param>
/// <param name="Record">The record; null unless complete.</param>
/// <param name="Journal">The journal's events, as far as they can be read.</param>
/// <param name="StartedAt">When it began, as record, journal or folder name tell; null when none does.</param>
/// <param name="Title">Its title, or the best that is known.</param>
/// <param name="Note">What is wrong with the folder, and what to do; null when nothing is.</param>
internal sealed record StoredRun(
    RunFolder Folder,
    StoredState State,
    RunRecord? Record,
    IReadOnlyList<RunEvent> Journal,
    DateTimeOffset? StartedAt,
    string Title,
    string? Note)
{
    public string Id => Folder.Id;

    /// <summary>The events: of the record, else of the journal.</summary>
    public IReadOnlyList<RunEvent> Events => Record is { Timeline.Count: > 0 } ? Record.Timeline : Journal;

    /// <summary>The verdict in a word, or the state when there is none.</summary>
    public string Verdict => Record is not null ? Wording.Word(Record.Judgement.Verdict) : Wording.Word(State);

    /// <summary>How long it took; an interrupted run up to the last thing its journal tells; null when not known.</summary>
    public TimeSpan? Duration => Record is not null ? Record.EndedAt - Record.StartedAt
        : Journal is [var first, .., var last] ? last.At - first.At
        : null;
}
