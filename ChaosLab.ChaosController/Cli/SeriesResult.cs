using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Verdicts;

namespace ChaosLab.ChaosController.Cli;

/// <summary>What came of one experiment of a series.</summary>
/// <param name="File">Its file's name.</param>
/// <param name="Title">Its title.</param>
/// <param name="Verdict">Its verdict.</param>
/// <param name="Reasons">Why.</param>
/// <param name="Took">How long its last run took.</param>
/// <param name="Run">The run's id; null when it was not started.</param>
/// <param name="Folder">Where the run's files lie.</param>
/// <param name="RestoreProblem">Why the lab was not restored after it; null when it was.</param>
/// <param name="Inconclusive">Why each run before this one proved nothing, in order; null when this is the first.</param>
/// <param name="Expected">What the file expects of the naive shop; null on another one, or when the file does not say.</param>
internal sealed record SeriesResult(
    string File, string Title, Verdict Verdict, IReadOnlyList<string> Reasons, TimeSpan Took, string? Run, string? Folder, string? RestoreProblem = null,
    IReadOnlyList<string>? Inconclusive = null, NaiveOutcome? Expected = null);
