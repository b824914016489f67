using System.CommandLine;
using ChaosLab.ChaosController.Shell;
using ChaosLab.Hosting.Bridge.Wire;
using Spectre.Console;

namespace ChaosLab.ChaosController.Cli;

/// <summary><c>lab fault active</c>: what acts now.</summary>
internal static class FaultActiveCommand
{
    public static Command Create(CliContext context)
    {
        var json = CommonOptions.Json();
        var command = new LabCommand("active", "Show the faults that act now.", "./lab fault active") { json };
        command.SetAction((parsed, ct) => RunAsync(context, parsed.GetValue(CommonOptions.Name), parsed.GetValue(json), ct));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, string? name, bool json, CancellationToken ct)
    {
        var (_, bridge) = context.Connect(name);
        using var connection = bridge;
        var faults = await bridge.GetActiveFaultsAsync(ct);
        if (json)
        {
            context.Terminal.Line(Json.Write(faults));
            return ExitCodes.Done;
        }

        if (faults.Length == 0)
        {
            context.Terminal.Line("No fault acts now.");
            return ExitCodes.Done;
        }

        var table = context.Terminal.NewTable("Fault", "Kind", "Target", "State", "Since", "Ends");
        foreach (var fault in faults)
        {
            var now = context.Time.GetUtcNow();
            table.AddRow(
                Markup.Escape(fault.Id), Markup.Escape(fault.Kind), Markup.Escape(fault.Target),
                Markup.Escape(Word(fault.State)),
                Markup.Escape($"{Duration.Show(now - (fault.ActedAt ?? fault.RequestedAt))} ago"),
                Markup.Escape(fault.EndsAt is { } end ? $"in {Duration.Show(end - now)}" : "when lifted"));
        }

        context.Terminal.Out.Write(table);
        return ExitCodes.Done;
    }

    private static string Word(FaultState state) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(state.ToString());
}
