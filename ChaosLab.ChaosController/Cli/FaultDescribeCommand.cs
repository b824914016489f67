using System.CommandLine;
using ChaosLab.ChaosController.Shell;
using ChaosLab.Hosting.Bridge.Wire;
using Spectre.Console;

namespace ChaosLab.ChaosController.Cli;

/// <summary><c>lab fault describe</c>: everything the catalogue says of one kind.</summary>
internal static class FaultDescribeCommand
{
    public static Command Create(CliContext context)
    {
        var kind = new Argument<string>("kind") { Description = "A fault from ./lab fault list." };
        var json = CommonOptions.Json();
        var command = new LabCommand(
            "describe", "Tell what a fault does, its settings, how its effect is seen and how it is undone.", "./lab fault describe latency")
        {
            kind, json,
        };
        command.SetAction((parsed, ct) => RunAsync(
            context, parsed.GetValue(CommonOptions.Name), parsed.GetRequiredValue(kind), parsed.GetValue(json), ct));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, string? name, string kind, bool json, CancellationToken ct)
    {
        var (_, bridge) = context.Connect(name);
        using var connection = bridge;
        var kinds = await bridge.GetFaultKindsAsync(ct);
        var found = kinds.FirstOrDefault(entry => entry.Kind == kind)
            ?? throw LabError.WrongUse(Suggestion.Unknown("fault", kind, [.. kinds.Select(entry => entry.Kind)]));
        if (json) context.Terminal.Line(Json.Write(found));
        else Tell(context.Terminal, found);
        return ExitCodes.Done;
    }

    private static void Tell(Terminal terminal, FaultKind kind)
    {
        terminal.Marked($"[bold]{kind.Kind}[/]  {kind.Description}");
        terminal.Line("");
        terminal.Line($"Works on:  {string.Join(", ", kind.Where ?? [])}");
        terminal.Line(kind.Unavailable is { } reason ? $"Not here:  {reason}" : $"Targets:   {string.Join("  ", kind.Targets)}");
        terminal.Line($"Seen by:   {kind.Observed}");
        terminal.Line($"Undone by: {kind.Undone}");
        if (kind.Parameters.Count == 0) return;

        terminal.Line("");
        var table = terminal.NewTable("Setting", "Allowed", "Default", "What it means");
        foreach (var parameter in kind.Parameters)
        {
            table.AddRow(
                Markup.Escape(SettingText.Flag(parameter)), Markup.Escape(SettingText.Bounds(parameter)),
                Markup.Escape(SettingText.Default(parameter) ?? "-"), Markup.Escape(parameter.Description ?? ""));
        }

        terminal.Out.Write(table);
    }
}
