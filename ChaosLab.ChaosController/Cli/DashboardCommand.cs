using System.CommandLine;
using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Shell;
using ChaosLab.Hosting.Bridge.Wire;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ChaosLab.ChaosController.Cli;

/// <summary><c>lab dashboard</c>: the lab live on a terminal: parts, edges with traffic, faults.</summary>
internal static class DashboardCommand
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public static Command Create(CliContext context)
    {
        var once = new Option<bool>("--once") { Description = "Show it once and end; also when the output is no terminal." };
        var command = new LabCommand("dashboard", "See the lab live until Ctrl+C: parts, edges with traffic, faults that act.", "./lab dashboard") { once };
        command.SetAction((parsed, ct) => RunAsync(context, parsed.GetValue(CommonOptions.Name), parsed.GetValue(once), ct));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, string? name, bool once, CancellationToken ct)
    {
        var (_, bridge) = context.Connect(name);
        using var connection = bridge;
        var first = await LookAsync(context, bridge, ct);
        if (once || !context.Terminal.IsInteractive)
        {
            context.Terminal.Out.Write(first);
            return ExitCodes.Done;
        }

        await context.Terminal.Out.Live(first).StartAsync(async live =>
        {
            using var timer = new PeriodicTimer(Interval, context.Time);
            try
            {
                while (await timer.WaitForNextTickAsync(ct))
                {
                    live.UpdateTarget(await LookAsync(context, bridge, ct));
                    live.Refresh();
                }
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                // Looked at long enough.
            }
        });
        return ExitCodes.Done;
    }

    private static async Task<IRenderable> LookAsync(CliContext context, BridgeClient bridge, CancellationToken ct)
    {
        var edges = bridge.GetEdgesAsync(ct);
        var faults = bridge.GetActiveFaultsAsync(ct);
        var halt = bridge.GetHaltAsync(ct);
        var resources = await bridge.GetResourcesAsync(ct);
        return new Rows(
            ResourceTable.Create(context.Terminal, resources),
            EdgeTable(context.Terminal, await edges),
            Faults(await faults, context.Time.GetUtcNow()),
            await halt is { Halted: true } halted ? new Markup($"[red]Halted[/] {Markup.Escape(halted.Reason ?? "")}") : new Text(""));
    }

    private static Table EdgeTable(Terminal terminal, IReadOnlyList<EdgeStatus> edges)
    {
        var table = terminal.NewTable("Edge", "Connections", "Requests/s", "Toxics");
        foreach (var edge in edges)
        {
            table.AddRow(
                new Text(edge.Name), new Text(FormattableString.Invariant($"{edge.Connections}")),
                new Text(edge.RequestsPerSecond is { } rate ? FormattableString.Invariant($"{rate:0}") : "-"),
                edge.Enabled ? new Text(string.Join(", ", edge.Toxics)) : new Markup("[red]down[/]"));
        }

        return table;
    }

    private static IRenderable Faults(FaultRecord[] faults, DateTimeOffset now)
        => faults.Length == 0
            ? new Markup("[grey]No fault acts.[/]")
            : new Rows(faults.Select(fault => new Markup(
                $"[yellow]{Markup.Escape($"{fault.Id} {fault.Kind} on {fault.Target}")}[/] "
                + (fault.EndsAt is { } end && end > now ? $"ends in {Duration.Show(end - now)}" : "until it is lifted"))));
}
