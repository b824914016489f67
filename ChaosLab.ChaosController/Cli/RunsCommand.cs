using System.CommandLine;
using System.Text.Json;
using ChaosLab.ChaosController.Reports;
using ChaosLab.ChaosController.Shell;
using Spectre.Console;

namespace ChaosLab.ChaosController.Cli;

/// <summary><c>lab runs</c>: the runs that are kept.</summary>
internal static class RunsCommand
{
    public static Command Create(CliContext context)
    {
        var json = CommonOptions.Json();
        var experiment = RunFilter.ExperimentOption();
        var since = RunFilter.TimeOption("--since", "Only runs that started on this date (UTC) or later.");
        var command = new LabCommand(
            "runs", "List the runs that are kept, the newest first.",
            "./lab runs", "./lab runs --experiment payment --since 2026-11-21", "./lab runs --json")
        {
            json, experiment, since,
        };
        command.SetAction(parsed => Run(context, parsed.GetValue(json), new RunFilter(parsed.GetValue(experiment), parsed.GetValue(since), null)));
        return command;
    }

    private static int Run(CliContext context, bool json, RunFilter filter)
    {
        var all = context.Runs.ReadAll();
        var runs = all.Where(filter.Matches).ToArray();
        if (json)
        {
            context.Terminal.Line(JsonSerializer.Serialize(runs.Select(RunLine.Of), RecordJson.Indented));
            return ExitCodes.Done;
        }

        if (runs.Length == 0)
        {
            context.Terminal.Line(all.Count == 0 ? $"There are no runs in {context.Runs.Path} yet. Make one: ./lab run <experiment>" : $"None of {Wording.Of(all.Count, "run")} matches.");
            return ExitCodes.Done;
        }

        context.Terminal.Out.Write(Table(context.Terminal, runs));
        foreach (var run in runs.Where(run => run.Note is not null)) context.Terminal.Note($"{run.Id}: {RunWords.OneLine(run.Note!)}");
        return ExitCodes.Done;
    }

    private static Table Table(Terminal terminal, IReadOnlyList<StoredRun> runs)
    {
        var table = terminal.NewTable("Run", "Started (UTC)", "Duration", "Verdict", "Title");
        // An id that is broken in the middle cannot be copied.
        foreach (var column in table.Columns.Take(4)) column.NoWrap = true;
        foreach (var run in runs)
        {
            table.AddRow(
                Markup.Escape(run.Id), Markup.Escape(run.StartedAt is { } at ? Wording.Moment(at) : Wording.Unknown), Markup.Escape(Wording.Span(run.Duration)),
                $"[{RunWords.Colour(run)}]{Markup.Escape(run.Verdict)}[/]", Markup.Escape(RunWords.OneLine(run.Title)));
        }

        return table;
    }
}
