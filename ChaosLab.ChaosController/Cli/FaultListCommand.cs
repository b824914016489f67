using System.CommandLine;
using System.Globalization;
using ChaosLab.ChaosController.Shell;
using ChaosLab.Hosting.Bridge.Wire;
using Spectre.Console;

namespace ChaosLab.ChaosController.Cli;

/// <summary><c>lab fault list</c>: the catalogue.</summary>
internal static class FaultListCommand
{
    public static Command Create(CliContext context)
    {
        var json = CommonOptions.Json();
        var command = new LabCommand(
            "list", "Show the faults this lab can inject, and on what.", "./lab fault list", "./lab fault list --json")
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
        var kinds = await bridge.GetFaultKindsAsync(ct);
        if (json)
        {
            context.Terminal.Line(Json.Write(kinds));
            return ExitCodes.Done;
        }

        var table = context.Terminal.NewTable("Fault", "What it does", "Targets", "Settings");
        foreach (var kind in kinds)
        {
            table.AddRow(
                Markup.Escape(kind.Kind), Markup.Escape(kind.Description),
                Markup.Escape(string.Join(" ", kind.Targets)),
                Markup.Escape(kind.Parameters.Count == 0 ? "-" : string.Join("; ", kind.Parameters.Select(Setting))));
        }

        context.Terminal.Out.Write(table);
        return ExitCodes.Done;
    }

    private static string Setting(FaultParameter parameter)
    {
        var option = FaultSettings.IsDuration(parameter) ? "--for" : "--" + parameter.Name;
        var bounds = parameter is { Minimum: { } minimum, Maximum: { } maximum }
            ? $" {Number(minimum)}..{Number(maximum)}{parameter.Unit}"
            : "";
        var standard = parameter.Default is { } value ? $" (default {Number(value)}{parameter.Unit})" : "";
        return option + bounds + standard;
    }

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
