using System.CommandLine;
using ChaosLab.ChaosController.Launching;
using ChaosLab.ChaosController.Shell;

namespace ChaosLab.ChaosController.Cli;

/// <summary><c>lab down</c>: stop a lab and everything it started.</summary>
internal static class DownCommand
{
    public static Command Create(CliContext context)
    {
        var command = new LabCommand("down", "Stop the lab.", "./lab down", "./lab down --name second");
        command.SetAction((parsed, _) => RunAsync(context, parsed.GetValue(CommonOptions.Name)));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, string? name)
    {
        var file = LabSelection.Find(context.Labs, name);
        var stopper = new LabStopper(context.Terminal, context.Interruption.Requested);
        var stopped = await stopper.StopAsync(file.AppHost, file.Location);
        context.Labs.Forget(file.Name);
        if (!stopped) return ExitCodes.No;

        context.Terminal.Line($"The lab '{file.Name}' is stopped.");
        return ExitCodes.Done;
    }
}
