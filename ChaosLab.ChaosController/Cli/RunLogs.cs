using ChaosLab.ChaosController.Reports;
using ChaosLab.ChaosController.Running;
using ChaosLab.ChaosController.Shell;
using Spectre.Console;

namespace ChaosLab.ChaosController.Cli;

/// <summary>The log of a run afterwards: what happened, in order, and who complained how often.</summary>
internal static class RunLogs
{
    public static void Write(Terminal terminal, StoredRun run)
    {
        terminal.Out.MarkupLine($"[bold]{Markup.Escape(run.Id)}[/]  [{RunWords.Colour(run)}]{Markup.Escape(run.Verdict)}[/]  {Markup.Escape(RunWords.OneLine(run.Title))}");
        if (run.Note is { } note) terminal.Note(RunWords.OneLine(note));
        if (run.Events.Count == 0) terminal.Line("The journal tells nothing.");
        foreach (var happened in run.Events)
        {
            terminal.Line($"{Wording.Clock(happened.At)}  {Wording.Word(happened.Kind),-16}  {RunWords.OneLine(happened.Text)}");
        }

        if (run.Record is { } record) Resources(terminal, record);
    }

    private static void Resources(Terminal terminal, RunRecord run)
    {
        terminal.Line("");
        var complaints = Complaints(run);
        if (complaints.Count == 0)
        {
            terminal.Line(run.Telemetry is null ? "No telemetry arrived, and nothing became unhealthy." : "Nothing warned, and nothing became unhealthy.");
        }
        else
        {
            var table = terminal.NewTable("Resource", "What", "Times", "First (UTC)");
            foreach (var (resource, what, times, first) in complaints)
            {
                table.AddRow(Markup.Escape(RunWords.OneLine(resource)), Markup.Escape(RunWords.OneLine(what)), Wording.Count(times), Wording.Clock(first));
            }

            terminal.Out.Write(table);
        }

        foreach (var (snapshot, resource) in run.Snapshots.SelectMany(snapshot => snapshot.Resources.Select(resource => (snapshot, resource))))
        {
            if (resource.LastLogLines is not { Count: > 0 } lines) continue;
            terminal.Line("");
            terminal.Line($"The end of {resource.Name}'s log, {snapshot.When} the method:");
            foreach (var line in lines) terminal.Line("  " + RunWords.OneLine(line));
        }
    }

    /// <summary>Warnings, alerts, breakers and falls by resource, the most frequent first.</summary>
    internal static IReadOnlyList<(string Resource, string What, int Times, DateTimeOffset First)> Complaints(RunRecord run)
    {
        var signals = (run.Telemetry?.Detections ?? []).Select(detection => (Resource: detection.Service, detection.What, detection.At));
        var falls = run.HealthChanges.Where(change => change.Health != "Healthy").Select(change => (change.Resource, What: (change.Health ?? change.State ?? "gone").ToLowerInvariant(), change.At));
        return
        [
            .. signals.Concat(falls)
                .GroupBy(one => (one.Resource, one.What))
                .Select(group => (group.Key.Resource, group.Key.What, group.Count(), group.Min(one => one.At)))
                .OrderByDescending(row => row.Item3).ThenBy(row => row.Item4),
        ];
    }
}
