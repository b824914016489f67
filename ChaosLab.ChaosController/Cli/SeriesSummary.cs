using ChaosLab.ChaosController.Shell;
using ChaosLab.ChaosController.Verdicts;
using Spectre.Console;

namespace ChaosLab.ChaosController.Cli;

/// <summary>The summary of a series for people: a line for each experiment, and how many passed.</summary>
internal static class SeriesSummary
{
    /// <param name="terminal">Where it is written.</param>
    /// <param name="results">What came of those that were run.</param>
    /// <param name="due">How many there were to run.</param>
    public static void Write(Terminal terminal, IReadOnlyList<SeriesResult> results, int due)
    {
        // Where the patterns are off a red verdict may be the right one.
        var expectations = results.Where(result => result.Expected is not null).ToArray();
        var table = terminal.NewTable(["Experiment", "Verdict", .. IfNaive("Expected"), "Took", "Why"]);
        foreach (var result in results)
        {
            var verdict = new Markup($"[{VerdictText.ColourOf(result.Verdict)}]{result.Verdict.ToString().ToLowerInvariant()}[/]");
            table.AddRow(
            [
                new Text(result.File), verdict, .. IfNaive(new Text(result.Expected?.ToString().ToLowerInvariant() ?? "-")),
                new Text(Duration.Show(result.Took)), new Text(Why(result)),
            ]);
        }

        terminal.Line("");
        terminal.Out.Write(table);
        var passed = results.Count(result => result.Verdict == Verdict.Pass);
        var broken = results.Count(result => result.RestoreProblem is not null);
        terminal.Line(
            $"{passed} of {due} passed{(results.Count < due ? $"; {due - results.Count} were not run" : "")}"
            + $"{(broken > 0 ? $"; after {broken} the lab was not restored" : "")}.");
        if (expectations.Length > 0) terminal.Line(Sentence(expectations));

        T[] IfNaive<T>(T cell) => expectations.Length > 0 ? [cell] : [];
    }

    private static string Sentence(SeriesResult[] expectations)
    {
        var others = expectations.Where(result => !result.Expected!.Value.IsMetBy(result.Verdict)).Select(result => result.File).ToArray();
        return $"This shop is naive: {expectations.Length - others.Length} of {expectations.Length} verdicts are as the files expect of it"
            + (others.Length > 0 ? $"; others than expected: {string.Join(", ", others)}." : ".");
    }

    private static string Why(SeriesResult result)
        => string.Join(' ',
        [
            .. result.Verdict == Verdict.Pass ? [] : result.Reasons.Take(1),
            .. result.Inconclusive is { Count: > 0 } before ? [$"After {before.Count} inconclusive: {before[^1]}"] : Array.Empty<string>(),
            .. result.RestoreProblem is { } problem ? [problem] : Array.Empty<string>(),
        ]);
}
