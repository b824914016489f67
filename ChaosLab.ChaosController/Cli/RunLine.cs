using ChaosLab.ChaosController.Reports;
using ChaosLab.ChaosController.Verdicts;

namespace ChaosLab.ChaosController.Cli;

/// <summary>A run in the list for programs.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="StartedAt">When it began; left out when not known.</param>
/// <param name="Duration">How long it took; left out when not known.</param>
/// <param name="State"><c>complete</c>, <c>interrupted</c> or <c>broken</c>.</param>
/// <param name="Verdict">Left out unless complete.</param>
/// <param name="Note">What is wrong with its folder.</param>
/// <param name="Folder">Where its files lie.</param>
internal sealed record RunLine(
    string Id, string Title, DateTimeOffset? StartedAt, TimeSpan? Duration, StoredState State, Verdict? Verdict, string? Note, string Folder)
{
    public static RunLine Of(StoredRun run)
        => new(run.Id, run.Title, run.StartedAt, run.Duration, run.State, run.Record?.Judgement.Verdict, run.Note, run.Folder.Path);
}
