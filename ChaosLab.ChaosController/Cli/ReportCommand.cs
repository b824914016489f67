using System.CommandLine;
using ChaosLab.ChaosController.Reports;
using ChaosLab.ChaosController.Running;
using ChaosLab.ChaosController.Shell;
using Spectre.Console;

namespace ChaosLab.ChaosController.Cli;

/// <summary><c>lab report</c>: where the reports of a run are, and what they say in short.</summary>
internal static class ReportCommand
{
    private static readonly string[] Formats = ["html", "md", "json", "postmortem"];

    public static Command Create(CliContext context)
    {
        var run = new Argument<string>("run")
        {
            Description = $"An id from ./lab runs, its beginning, or {RunStore.Last}, the newest.",
            DefaultValueFactory = _ => RunStore.Last,
        };
        var open = new Option<bool>("--open") { Description = "Show the report (the HTML, unless --format says otherwise)." };
        var format = new Option<string?>("--format") { Description = "Print only the path of this one.", HelpName = string.Join('|', Formats) };
        format.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var written }] && !Formats.Contains(written, StringComparer.Ordinal))
            {
                result.AddError($"--format is '{written}'; it must be {string.Join(" or ", Formats)}.");
            }
        });
        format.CompletionSources.Add(Formats);
        var command = new LabCommand(
            "report", "Show what a run found out, and where its reports are.",
            "./lab report", "./lab report --open", "./lab report 20261121-1930 --format postmortem")
        {
            run, open, format,
        };
        command.SetAction((parsed, ct) => RunAsync(context, parsed.GetRequiredValue(run), parsed.GetValue(open), parsed.GetValue(format), ct));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, string written, bool open, string? format, CancellationToken ct)
    {
        var stored = context.Runs.Find(written);
        if (stored.Record is not { } record)
        {
            if (open || format is not null) throw LabError.No($"Run {stored.Id} has no report. {RunWords.OneLine(stored.Note!)} Its journal: {stored.Folder.Journal}");
            Summarize(context.Terminal, stored);
            return ExitCodes.Done;
        }

        var complete = TryWriteMissing(context.Terminal, stored.Folder, record);
        var wanted = Path(stored.Folder, record, format ?? "html");
        if (format is null) Summarize(context.Terminal, stored);
        else if (File.Exists(wanted)) context.Terminal.Line(wanted);
        if (!complete && !(format is not null && File.Exists(wanted))) return ExitCodes.No;
        return open ? await OpenAsync(context, wanted, ct) : ExitCodes.Done;
    }

    // What the run found out is told all the same.
    private static bool TryWriteMissing(Terminal terminal, RunFolder folder, RunRecord record)
    {
        try
        {
            ReportSet.WriteMissing(folder, record);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            terminal.Error($"The reports that are missing cannot be written: {error.Message.TrimEnd('.')}. Make {folder.Path} writable, and ask again.");
            return false;
        }
    }

    private static void Summarize(Terminal terminal, StoredRun stored)
    {
        terminal.Out.MarkupLine($"[{RunWords.Colour(stored)}]{stored.Verdict.ToUpperInvariant()}[/]: {Markup.Escape(RunWords.OneLine(stored.Title))}");
        terminal.Line($"Run {stored.Id}, {(stored.StartedAt is { } at ? Wording.Moment(at) : "start unknown")}, {Wording.Span(stored.Duration, "duration unknown")}");
        foreach (var reason in stored.Record?.Judgement.Reasons ?? []) terminal.Line($"  - {RunWords.OneLine(reason)}");
        if (stored.Note is { } note) terminal.Note(RunWords.OneLine(note));
        if (stored.Record is { } record)
        {
            foreach (var file in Files(stored.Folder, record).Where(file => File.Exists(file.Path))) terminal.Line($"{file.Name,-12} {file.Path}");
        }

        if (File.Exists(stored.Folder.Journal)) terminal.Line($"{"journal",-12} {stored.Folder.Journal}");
    }

    private static async Task<int> OpenAsync(CliContext context, string path, CancellationToken ct)
    {
        if (await context.Opener.OpenAsync(path, ct) is not { } problem) return ExitCodes.Done;

        context.Terminal.Note($"{problem} The file: {path}");
        return ExitCodes.Done;
    }

    private static string Path(RunFolder folder, RunRecord run, string format) => Files(folder, run).Single(file => file.Name == format).Path;

    private static (string Name, string Path)[] Files(RunFolder folder, RunRecord run) =>
    [
        ("html", folder.Html),
        ("md", folder.Markdown),
        ("json", new ChaosReportJson().PathIn(folder, run)),
        ("postmortem", folder.Postmortem),
    ];
}
