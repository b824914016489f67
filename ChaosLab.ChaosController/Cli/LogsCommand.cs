using System.CommandLine;
using System.Text.RegularExpressions;
using ChaosLab.ChaosController.Shell;

namespace ChaosLab.ChaosController.Cli;

/// <summary><c>lab logs</c>: the log of one resource.</summary>
internal static partial class LogsCommand
{
    private const int StandardTail = 200;

    public static Command Create(CliContext context)
    {
        var resource = new Argument<string>("resource") { Description = "A name from ./lab status, for example web-1." };
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on with new lines until Ctrl+C." };
        var tail = CommonOptions.Number("--tail", $"How many of the last lines; {StandardTail} without it.", 0, 100_000);
        var command = new LabCommand(
            "logs", "Print the log of a resource.",
            "./lab logs web-1", "./lab logs payment --tail 20 --follow")
        {
            resource, follow, tail,
        };
        command.SetAction((parsed, ct) => RunAsync(
            context, parsed.GetValue(CommonOptions.Name), parsed.GetRequiredValue(resource),
            parsed.GetValue(follow), parsed.GetValue(tail) ?? StandardTail, ct));
        return command;
    }

    private static async Task<int> RunAsync(
        CliContext context, string? name, string resource, bool follow, int tail, CancellationToken ct)
    {
        var (_, bridge) = context.Connect(name);
        using var connection = bridge;
        await Targets.RequireResourceAsync(bridge, resource, ct);
        try
        {
            await foreach (var line in bridge.ReadLogsAsync(resource, follow, tail, ct)) context.Terminal.Line(context.Terminal.IsInteractive ? line : Colour().Replace(line, ""));
        }
        catch (OperationCanceledException) when (follow && ct.IsCancellationRequested)
        {
            // Ctrl+C is how following ends.
        }

        return ExitCodes.Done;
    }

    // A service writes colours although nobody watches it; a file or another program wants the words.
    [GeneratedRegex(@"\x1b\[[0-9;]*m")]
    private static partial Regex Colour();
}
