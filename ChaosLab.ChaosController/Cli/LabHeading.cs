using ChaosLab.ChaosController.Shell;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Cli;

/// <summary>The lines above a table: which lab, how it runs, where to go.</summary>
internal static class LabHeading
{
    public static void Write(CliContext context, LabInfo lab)
    {
        var age = Duration.Show(context.Time.GetUtcNow() - lab.StartedAt);
        var state = lab.Failure is not null ? "failed" : lab.Ready ? "ready" : "not ready";
        context.Terminal.Marked(
            $"Lab [bold]{lab.Name}[/]: {state}, {lab.Profile}, {lab.Infrastructure}, {lab.Host} host, pid {lab.Pid}, started {age} ago");
        context.Terminal.Line($"Shop: {lab.GatewayUrl}   Chaos service: {lab.ConsoleUrl}");
    }
}
