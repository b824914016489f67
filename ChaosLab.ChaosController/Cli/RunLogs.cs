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

        if (run.Record is { } record) Resources(terminal, record, CapturedLogs.Read(run.Folder.Logs));
    }

    private static void Resources(Terminal terminal, RunRecord run, IReadOnlyList<Complaint> logged)
    {
        terminal.Line("");
        var complaints = Complaints(run, logged);
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
    /// <param name="run">The run.</param>
    /// <param name="logged">What its captured logs complain of; taken of resources of which telemetry tells nothing, such as the stores.</param>
    internal static IReadOnlyList<Complaint> Complaints(RunRecord run, IReadOnlyList<Complaint> logged)
    {
        var signals = (run.Telemetry?.Detections ?? []).Select(detection => new Complaint(detection.Service, detection.What, detection.Times, detection.At)).ToArray();
        var falls = run.HealthChanges.Where(change => change.Health != "Healthy")
            .Select(change => new Complaint(change.Resource, (change.Health ?? change.State ?? "gone").ToLowerInvariant(), 1, change.At));
        return
        [
            .. signals.Concat(falls).Concat(logged.Where(complaint => signals.All(signal => signal.Resource != complaint.Resource)))
                .GroupBy(one => (one.Resource, one.What))
                .Select(group => new Complaint(group.Key.Resource, group.Key.What, group.Sum(one => one.Times), group.Min(one => one.First)))
                .OrderByDescending(row => row.Times).ThenBy(row => row.First),
        ];
    }
}
