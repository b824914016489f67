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
        var store = RunStoreOf(context);
        var all = store.ReadAll();
        var runs = all.Where(filter.Matches).ToArray();
        if (json)
        {
            context.Terminal.Line(JsonSerializer.Serialize(runs.Select(RunLine.Of), RecordJson.Indented));
            return ExitCodes.Done;
        }

        if (runs.Length == 0)
        {
            context.Terminal.Line(all.Count == 0 ? $"There are no runs in {store.Path} yet. Make one: ./lab run <experiment>" : $"None of {Wording.Of(all.Count, "run")} matches.");
            return ExitCodes.Done;
        }

        context.Terminal.Out.Write(Table(context.Terminal, runs));
        foreach (var run in runs.Where(run => run.Note is not null)) context.Terminal.Note($"{run.Id}: {OneLine(run.Note!)}");
        return ExitCodes.Done;
    }

    /// <summary>Where a checkout keeps its runs.</summary>
    public static RunStore RunStoreOf(CliContext context) => new(Path.Combine(context.Repository.Artifacts, "runs"));

    /// <summary>A text of a run for a terminal, which must not take orders from it.</summary>
    public static string OneLine(string text) => Wording.Clean(text).ReplaceLineEndings(" ");

    /// <summary>The colour of a verdict's word.</summary>
    public static string Colour(StoredRun run) => run.Verdict switch { "pass" => "green", "fail" => "red", _ => "yellow" };

    private static Table Table(Terminal terminal, IReadOnlyList<StoredRun> runs)
    {
        var table = terminal.NewTable("Run", "Started (UTC)", "Duration", "Verdict", "Title");
        // An id that is broken in the middle cannot be copied.
        foreach (var column in table.Columns.Take(4)) column.NoWrap = true;
        foreach (var run in runs)
        {
            table.AddRow(
                Markup.Escape(run.Id), Markup.Escape(run.StartedAt is { } at ? Wording.Moment(at) : Wording.Unknown), Markup.Escape(Wording.Span(run.Duration)),
                $"[{Colour(run)}]{Markup.Escape(run.Verdict)}[/]", Markup.Escape(OneLine(run.Title)));
        }

        return table;
    }
}

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
    string Id, string Title, DateTimeOffset? StartedAt, TimeSpan? Duration, StoredState State, Verdicts.Verdict? Verdict, string? Note, string Folder)
{
    public static RunLine Of(StoredRun run)
        => new(run.Id, run.Title, run.StartedAt, run.Duration, run.State, run.Record?.Judgement.Verdict, run.Note, run.Folder.Path);
}
