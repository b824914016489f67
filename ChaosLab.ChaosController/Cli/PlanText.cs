using ChaosLab.ChaosController.Planning;
using ChaosLab.ChaosController.Shell;

namespace ChaosLab.ChaosController.Cli;

/// <summary>A plan on the terminal.</summary>
internal static class PlanText
{
    public static void Write(Terminal terminal, ExperimentPlan plan)
    {
        terminal.Marked($"[bold]{plan.Title}[/]");
        Part(terminal, "Steady state", plan.Hypothesis);
        if (plan.Load is { } load) terminal.Line($"Load: {load}");
        Part(terminal, "Method", plan.Steps);
        Part(terminal, "Faults", [.. plan.Faults.Select(fault => $"{fault.Kind} on {fault.Target}{(fault.Lasting is { } time ? $", {time}" : "")}")]);
        Part(terminal, "Blast radius", plan.BlastRadius.Count == 0 ? ["nothing"] : [string.Join(", ", plan.BlastRadius)]);
        Part(terminal, "Undone at the end", plan.Undo);
        foreach (var problem in plan.Problems) terminal.Error(problem);
        terminal.Line(plan.Problems.Count == 0 ? "Nothing was done: this was a dry run." : "Nothing was done, and it could not run as it is.");
    }

    private static void Part(Terminal terminal, string title, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0) return;
        terminal.Line($"{title}:");
        foreach (var line in lines) terminal.Line($"  {line}");
    }
}
