using ChaosLab.ChaosController.Running;
using ChaosLab.ChaosController.Shell;
using ChaosLab.ChaosController.Verdicts;
using Spectre.Console;

namespace ChaosLab.ChaosController.Cli;

/// <summary>The verdict of a run on the terminal: checks with expected and actual, reasons, where the reports are.</summary>
internal static class VerdictText
{
    public static void Write(Terminal terminal, RunStatus run)
    {
        if (run.Judgement is not { } judgement)
        {
            terminal.Error($"The run {run.Id} could not be completed; see {run.Folder}");
            return;
        }

        var table = terminal.NewTable("", "Check", "Expected", "Actual");
        foreach (var check in judgement.Checks)
        {
            table.AddRow(
                new Markup(Mark(check.Outcome)), new Text(check.Name), new Text(check.Expected), new Text(check.Actual));
        }

        if (judgement.Checks.Count > 0) terminal.Out.Write(table);
        WriteTitle(terminal, judgement.Verdict, run.Title);
        foreach (var reason in judgement.Reasons) terminal.Line($"  {reason}");
        var report = Path.Combine(run.Folder, "report.html");
        if (File.Exists(report)) terminal.Line($"Report: {report}  (./lab report {run.Id} --open)");
        terminal.Line($"Again with the same decisions: --seed {run.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture)}");
    }

    /// <summary>The verdict alone, on one line.</summary>
    public static void WriteTitle(Terminal terminal, Verdict verdict, string title)
        => terminal.Out.MarkupLine($"[bold {ColourOf(verdict)}]{verdict.ToString().ToUpperInvariant()}[/]  {Markup.Escape(title)}");

    public static string ColourOf(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "green",
        Verdict.Inconclusive or Verdict.Aborted => "yellow",
        _ => "red",
    };

    private static string Mark(CheckOutcome outcome) => outcome switch
    {
        CheckOutcome.Held => "[green]✓[/]",
        CheckOutcome.NotHeld => "[red]✗[/]",
        _ => "[yellow]?[/]",
    };
}
