using System.CommandLine;
using System.Globalization;
using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Shell;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Cli;

/// <summary><c>lab halt</c>: the emergency stop.</summary>
internal static class HaltCommand
{
    public static Command Create(CliContext context)
    {
        var reason = new Option<string?>("--reason") { Description = "Why; everybody who is refused is told.", HelpName = "text" };
        var release = new Option<bool>("--release") { Description = "Let faults be injected again." };
        var status = new Option<bool>("--status") { Description = "Only tell whether the lab is halted." };
        var json = CommonOptions.Json();
        var command = new LabCommand(
            "halt", "Undo every fault at once and refuse new ones until released; exit code 1 when something could not be undone.",
            "./lab halt --reason \"customers complain\"", "./lab halt --status", "./lab halt --release")
        {
            reason, release, status, json,
        };
        command.SetAction((parsed, ct) =>
        {
            if (parsed.GetValue(release) && (parsed.GetValue(status) || parsed.GetValue(reason) is not null))
            {
                throw LabError.WrongUse("--release stands alone: it takes neither --reason nor --status.");
            }

            return RunAsync(context, parsed.GetValue(CommonOptions.Name), parsed.GetValue(json), bridge
                => parsed.GetValue(release) ? bridge.ReleaseAsync(ct)
                    : parsed.GetValue(status) ? bridge.GetHaltAsync(ct)
                    : bridge.HaltAsync(new HaltRequest(parsed.GetValue(reason), FaultSettings.Owner), ct));
        });
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, string? name, bool json, Func<BridgeClient, Task<HaltStatus>> ask)
    {
        var (_, bridge) = context.Connect(name);
        using var connection = bridge;
        var status = await ask(bridge);
        if (json) context.Terminal.Line(Json.Write(status));
        else Tell(context.Terminal, status);
        return status.Problems is { Count: > 0 } ? ExitCodes.No : ExitCodes.Done;
    }

    private static void Tell(Terminal terminal, HaltStatus status)
    {
        if (!status.Halted)
        {
            terminal.Line("Not halted: faults can be injected.");
            return;
        }

        var since = status.Since is { } at ? $" since {at.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture)}" : "";
        terminal.Line($"Halted{since}{(status.By is { } by ? $" by {by}" : "")}{(status.Reason is { } reason ? $": {reason}" : "")}");
        if (status.Undone is { } undone)
        {
            terminal.Line(string.Create(CultureInfo.InvariantCulture, $"{undone} faults undone in {status.Milliseconds:0} ms."));
        }

        if (status.Found is { Count: > 0 } found) terminal.Line($"Found and undone, though the lab had not injected it: {string.Join("; ", found)}.");
        foreach (var problem in status.Problems ?? []) terminal.Error(problem);
        terminal.Line("New faults are refused until: ./lab halt --release");
    }
}
