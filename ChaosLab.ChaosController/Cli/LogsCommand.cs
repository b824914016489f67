using System.CommandLine;
using ChaosLab.ChaosController.Reports;
using ChaosLab.ChaosController.Shell;

namespace ChaosLab.ChaosController.Cli;

/// <summary><c>lab logs</c>: the log of one resource now, or what the journals of runs tell.</summary>
internal static class LogsCommand
{
    private const int StandardTail = 200;

    public static Command Create(CliContext context)
    {
        var resource = new Argument<string?>("resource") { Description = "A name from ./lab status, for example web-1.", Arity = ArgumentArity.ZeroOrOne };
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on with new lines until Ctrl+C." };
        var tail = CommonOptions.Number("--tail", $"How many of the last lines; {StandardTail} without it.", 0, 100_000);
        var run = new Option<string?>("--run") { Description = $"What happened in a run: an id from ./lab runs, its beginning, or {RunStore.Last}.", HelpName = "run" };
        var experiment = RunFilter.ExperimentOption();
        var date = RunFilter.TimeOption("--date", "Only runs of the 24 hours from this date on (UTC).");
        var command = new LabCommand(
            "logs", "Print the log of a resource, or what happened in runs.",
            "./lab logs web-1", "./lab logs payment --tail 20 --follow", "./lab logs --run last", "./lab logs --experiment payment --date 2026-11-21")
        {
            resource, follow, tail, run, experiment, date,
        };
        command.SetAction((parsed, ct) =>
        {
            var since = parsed.GetValue(date);
            var filter = new RunFilter(parsed.GetValue(experiment), since, since?.AddDays(1));
            var (name, id) = (parsed.GetValue(resource), parsed.GetValue(run));
            return (name is not null, id is not null || !filter.IsEmpty) switch
            {
                (true, false) => RunAsync(context, parsed.GetValue(CommonOptions.Name), name!, parsed.GetValue(follow), parsed.GetValue(tail) ?? StandardTail, ct),
                (false, true) when !parsed.GetValue(follow) && parsed.GetValue(tail) is null => Task.FromResult(Analyse(context, id, filter)),
                (false, true) => throw LabError.WrongUse("--follow and --tail are for the log of a resource; the journal of a run is printed whole."),
                (true, true) => throw LabError.WrongUse("A resource's log is of now, a run's of then; leave out one of the two."),
                _ => throw LabError.WrongUse("Say whose log: a resource (./lab logs web-1), or a run (./lab logs --run last)."),
            };
        });
        return command;
    }

    private static int Analyse(CliContext context, string? id, RunFilter filter)
    {
        StoredRun[] runs = id is not null ? [context.Runs.Find(id)] : [.. context.Runs.ReadAll().Reverse()];
        runs = [.. runs.Where(filter.Matches)];
        if (runs.Length == 0) throw LabError.No("No run matches. All: ./lab runs");

        for (var i = 0; i < runs.Length; i++)
        {
            if (i > 0) context.Terminal.Line("");
            RunLogs.Write(context.Terminal, runs[i]);
        }

        return ExitCodes.Done;
    }

    private static async Task<int> RunAsync(
        CliContext context, string? name, string resource, bool follow, int tail, CancellationToken ct)
    {
        var (_, bridge) = context.Connect(name);
        using var connection = bridge;
        await Targets.RequireResourceAsync(bridge, resource, ct);
        try
        {
            await foreach (var line in bridge.ReadLogsAsync(resource, follow, tail, ct)) context.Terminal.Line(context.Terminal.IsInteractive ? line : TerminalCodes.Strip(line));
        }
        catch (OperationCanceledException) when (follow && ct.IsCancellationRequested)
        {
            // Ctrl+C is how following ends.
        }

        return ExitCodes.Done;
    }
}
