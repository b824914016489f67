namespace ChaosLab.ChaosController.Reports.History;

/// <summary>A run that is kept, in the list.</summary>
/// <param name="Id">Its id, which is its folder's name.</param>
/// <param name="Title">Its experiment.</param>
/// <param name="Verdict">How it ended.</param>
/// <param name="StartedAt">When it began; null when nothing tells.</param>
/// <param name="Seconds">How long it took; null when nothing tells.</param>
/// <param name="Profile">The profile of the lab, <c>resilient</c> or <c>naive</c>; null unless the run is complete.</param>
/// <param name="Seed">The seed of its random choices; null unless the run is complete.</param>
/// <param name="Tags">The experiment's tags.</param>
/// <param name="Rows">The rows of the scenario table that it shows.</param>
/// <param name="Note">What is wrong with its folder; null when nothing is.</param>
/// <param name="Files">The files of it that can be read.</param>
internal sealed record StoredRunSummary(
    string Id,
    string Title,
    StoredVerdict Verdict,
    DateTimeOffset? StartedAt,
    double? Seconds,
    string? Profile,
    int? Seed,
    IReadOnlyList<string> Tags,
    IReadOnlyList<string> Rows,
    string? Note,
    IReadOnlyList<string> Files)
{
    /// <summary>Of a run of which only what a list shows has been read.</summary>
    public static StoredRunSummary Of(string id, RunHead head, IReadOnlyList<string> files) => new(
        id, head.Title, StoredVerdicts.Of(head.Judgement.Verdict), head.StartedAt, (head.EndedAt - head.StartedAt).TotalSeconds,
        head.Lab.Profile, head.Seed, head.Tags, head.Rows, null, files);

    public static StoredRunSummary Of(StoredRun run, IReadOnlyList<string> files) => new(
        run.Id, run.Title, StoredVerdicts.Of(run), run.StartedAt, run.Duration?.TotalSeconds,
        run.Record?.Lab.Profile, run.Record?.Seed, run.Record?.Tags ?? [], run.Record?.Rows ?? [], run.Note, files);
}
