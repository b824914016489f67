using System.CommandLine;
using System.Globalization;
using ChaosLab.ChaosController.Shell;
using Spectre.Console;

namespace ChaosLab.ChaosController.Cli;

/// <summary><c>lab edges</c>: the edges between the parts of the shop, with live figures.</summary>
internal static class EdgesCommand
{
    public static Command Create(CliContext context)
    {
        var json = CommonOptions.Json();
        var command = new LabCommand(
            "edges", "Show the edges between the parts of the shop: connections, bytes, requests in a second, active toxics.",
            "./lab edges", "./lab edges --json")
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
        var edges = await bridge.GetEdgesAsync(ct);
        if (json)
        {
            context.Terminal.Line(Json.Write(edges));
            return ExitCodes.Done;
        }

        var table = context.Terminal.NewTable("Edge", "Protocol", "Listens", "Open", "Up", "Down", "Req/s", "Toxics");
        foreach (var edge in edges)
        {
            table.AddRow(
                Markup.Escape(edge.Name), Markup.Escape(edge.Protocol), Markup.Escape(edge.Listen),
                edge.Connections.ToString(CultureInfo.InvariantCulture), Size(edge.BytesUp), Size(edge.BytesDown),
                edge.RequestsPerSecond is { } rate ? rate.ToString("0.#", CultureInfo.InvariantCulture) : "-",
                Markup.Escape(Toxics(edge.Enabled, edge.Toxics)));
        }

        context.Terminal.Out.Write(table);
        return ExitCodes.Done;
    }

    private static string Toxics(bool enabled, IReadOnlyList<string> toxics)
        => !enabled ? "disabled" : toxics.Count == 0 ? "-" : string.Join("; ", toxics);

    private static string Size(long bytes)
    {
        string[] units = ["B", "KB", "MB", "GB", "TB"];
        double size = bytes;
        var unit = 0;
        for (; size >= 1000 && unit < units.Length - 1; unit++) size /= 1000;
        return string.Create(CultureInfo.InvariantCulture, $"{size:0.#}{units[unit]}");
    }
}
