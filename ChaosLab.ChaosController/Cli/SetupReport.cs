using ChaosLab.ChaosController.Setup;
using ChaosLab.ChaosController.Shell;
using Spectre.Console;

namespace ChaosLab.ChaosController.Cli;

/// <summary>What setup found, as a table.</summary>
internal static class SetupReport
{
    public static async Task<Table> CreateAsync(Terminal terminal, Machine machine, string host, string reason, CancellationToken ct)
    {
        var table = terminal.NewTable("Part", "For", "Found", "Version");
        table.AddRow(".NET runtime", "everything", Markup.Escape(Dotnet.Path), Environment.Version.ToString());
        table.AddRow("host", "AppHost", host, Markup.Escape(reason));
        table.AddRow(
            "containers", "container mode",
            machine.Runtime is { } runtime ? $"[green]{Markup.Escape(runtime.Name)}[/]" : "[grey]none answers[/]",
            Markup.Escape(machine.Runtime?.Version ?? "-"));
        foreach (var (program, path) in machine.Programs)
        {
            var version = path is null ? null : await program.VersionAsync(path, ct);
            table.AddRow(
                program.Name, program.Serves,
                path is null ? "[yellow]missing[/] (not needed in container mode)" : $"[green]{Markup.Escape(path)}[/]",
                Markup.Escape(version ?? "-"));
        }

        return table;
    }
}
