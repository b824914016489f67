using System.CommandLine;
using ChaosLab.ChaosController.Shell;
using Spectre.Console;

namespace ChaosLab.ChaosController.Cli;

/// <summary><c>lab fault list</c>: the catalogue.</summary>
internal static class FaultListCommand
{
    public static Command Create(CliContext context)
    {
        var json = CommonOptions.Json();
        var markdown = new Option<bool>("--markdown") { Description = "Print the whole catalogue as the page docs/faults.md." };
        var command = new LabCommand(
            "list", "Show the faults this lab can inject, and on what.", "./lab fault list", "./lab fault list --json")
        {
            json, markdown,
        };
        command.SetAction((parsed, ct) => RunAsync(
            context, parsed.GetValue(CommonOptions.Name), parsed.GetValue(json), parsed.GetValue(markdown), ct));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, string? name, bool json, bool markdown, CancellationToken ct)
    {
        var (_, bridge) = context.Connect(name);
        using var connection = bridge;
        var kinds = await bridge.GetFaultKindsAsync(ct);
        if (json)
        {
            context.Terminal.Line(Json.Write(kinds));
            return ExitCodes.Done;
        }

        if (markdown)
        {
            context.Terminal.Plain.Write(FaultReference.Write(kinds));
            return ExitCodes.Done;
        }

        var table = context.Terminal.NewTable("Fault", "What it does", "Targets", "Settings");
        foreach (var kind in kinds.Where(kind => kind.Unavailable is null))
        {
            table.AddRow(
                Markup.Escape(kind.Kind), Markup.Escape(kind.Description),
                Markup.Escape(string.Join(" ", kind.Targets)),
                Markup.Escape(kind.Parameters.Count == 0 ? "-" : string.Join("; ", kind.Parameters.Select(SettingText.Option))));
        }

        context.Terminal.Out.Write(table);
        foreach (var kind in kinds.Where(kind => kind.Unavailable is not null)) context.Terminal.Line($"not offered: {kind.Kind}: {kind.Unavailable}");
        return ExitCodes.Done;
    }
}
