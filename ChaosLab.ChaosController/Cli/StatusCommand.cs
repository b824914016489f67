using System.CommandLine;
using ChaosLab.ChaosController.Shell;

namespace ChaosLab.ChaosController.Cli;

/// <summary><c>lab status</c>: every resource with its state, health, process, endpoints and restarts.</summary>
internal static class StatusCommand
{
    public static Command Create(CliContext context)
    {
        var json = CommonOptions.Json();
        var command = new LabCommand(
            "status", "Show every resource: state, health, process, restarts, addresses.",
            "./lab status", "./lab status --json | jq '.resources[] | {name, state, pid}'")
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
        var lab = await bridge.GetLabAsync(ct);
        var resources = await bridge.GetResourcesAsync(ct);
        if (json)
        {
            context.Terminal.Line(Json.Write(new { lab, resources }));
            return ExitCodes.Done;
        }

        LabHeading.Write(context, lab);
        context.Terminal.Out.Write(ResourceTable.Create(context.Terminal, resources));
        if (lab.Failure is { } failure) context.Terminal.Marked($"[red]failed:[/] {failure}");
        return ExitCodes.Done;
    }
}
