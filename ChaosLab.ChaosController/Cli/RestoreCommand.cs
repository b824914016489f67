using System.CommandLine;
using System.Globalization;
using ChaosLab.ChaosController.Shell;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Cli;

/// <summary><c>lab restore</c>: lift every fault, start everything that stopped, and verify.</summary>
internal static class RestoreCommand
{
    public static Command Create(CliContext context)
    {
        var json = CommonOptions.Json();
        var command = new LabCommand(
            "restore", "Lift every fault, wake and start what does not run, wait until all is healthy; exit code 1 with the names of what is not.", "./lab restore")
        {
            json,
        };
        command.SetAction((parsed, ct) => RunAsync(context, parsed.GetValue(CommonOptions.Name), parsed.GetValue(json), ct));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, string? name, bool json, CancellationToken ct)
    {
        var (_, bridge) = context.Connect(name);
        using var connection = bridge;
        RestoreProgress? end = null;
        await foreach (var step in bridge.RestoreAsync(ct))
        {
            if (step.Done == true) end = step;
            else if (!json) Tell(context, step);
        }

        if (end is null) throw LabError.No("The lab stopped telling about the restore; look: ./lab status");
        if (json) context.Terminal.Line(Json.Write(end));
        if (end.Success == true)
        {
            if (!json) context.Terminal.Marked($"[green]Restored.[/] {end.Message}");
            return ExitCodes.Done;
        }

        context.Terminal.Error($"Not restored: {end.Message}");
        return ExitCodes.No;
    }

    private static void Tell(CliContext context, RestoreProgress step)
    {
        var at = TimeZoneInfo.ConvertTime(step.At ?? context.Time.GetUtcNow(), context.Time.LocalTimeZone);
        context.Terminal.Marked($"[grey]{at.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture)}[/]  {step.Message}");
    }
}
