using System.CommandLine;
using System.Globalization;
using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Shell;
using ChaosLab.Hosting.Bridge.Wire;
using Spectre.Console;

namespace ChaosLab.ChaosController.Cli;

/// <summary><c>lab monitor</c>: verify the health of every part again and again, and sum it up.</summary>
internal static class MonitorCommand
{
    private static readonly TimeSpan StandardInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StandardDuration = TimeSpan.FromMinutes(5);

    public static Command Create(CliContext context)
    {
        var interval = CommonOptions.Duration("--interval", "Between two looks; 5s without it, a bare number is seconds.");
        var duration = CommonOptions.Duration("--duration", "How long; 5m without it, a bare number is seconds. Ctrl+C ends it earlier.");
        var json = CommonOptions.Json();
        var command = new LabCommand(
            "monitor", "Verify every part's health at an interval; exit code 1 when something was not well at any look.",
            "./lab monitor --interval 5 --duration 300")
        {
            interval, duration, json,
        };
        command.SetAction((parsed, ct) => RunAsync(
            context, parsed.GetValue(CommonOptions.Name), parsed.GetValue(interval) ?? StandardInterval,
            parsed.GetValue(duration) ?? StandardDuration, parsed.GetValue(json), ct));
        return command;
    }

    private static async Task<int> RunAsync(
        CliContext context, string? name, TimeSpan interval, TimeSpan duration, bool json, CancellationToken ct)
    {
        var (_, bridge) = context.Connect(name);
        using var connection = bridge;
        using var probe = new HealthProbe();
        using var timer = new PeriodicTimer(interval, context.Time);
        var began = context.Time.GetTimestamp();
        var looks = new SortedDictionary<string, (int Well, int All)>(StringComparer.Ordinal);
        try
        {
            do
            {
                var unwell = new List<string>();
                foreach (var (resource, answer) in await LookAsync(bridge, probe, ct))
                {
                    var (well, all) = looks.GetValueOrDefault(resource);
                    looks[resource] = (well + (answer.IsOk ? 1 : 0), all + 1);
                    if (!answer.IsOk) unwell.Add($"{resource} {answer.Status}{(answer.Detail is { } detail ? $" ({detail})" : "")}");
                }

                if (!json) Tell(context, unwell);
            }
            while (context.Time.GetElapsedTime(began) + interval <= duration && await timer.WaitForNextTickAsync(ct));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Ended by hand: what was seen is summed up.
        }
        catch (BridgeException gone) when (looks.Count > 0)
        {
            context.Terminal.Error($"The watch ends before its time: {gone.Message}");
            foreach (var (resource, (well, all)) in looks.ToArray()) looks[resource] = (well, all + 1);
        }

        var summary = looks.Select(look => new MonitoredHealth(look.Key, look.Value.All, look.Value.Well)).ToArray();
        if (json) context.Terminal.Line(Json.Write(summary));
        else Show(context, summary);
        return summary.All(look => look.Well == look.Looks) ? ExitCodes.Done : ExitCodes.No;
    }

    private static async Task<(string Resource, HealthAnswer Answer)[]> LookAsync(BridgeClient bridge, HealthProbe probe, CancellationToken ct)
    {
        var resources = (await bridge.GetResourcesAsync(ct)).Where(resource => !resource.ExplicitStart || resource.State == "Running");
        return await Task.WhenAll(resources.Select(async resource => (resource.Name, await AskAsync(resource, probe, ct))));
    }

    private static async Task<HealthAnswer> AskAsync(ResourceStatus resource, HealthProbe probe, CancellationToken ct)
    {
        if (resource.State != "Running") return new HealthAnswer("down", resource.State);
        if (HealthProbe.AddressOf(resource) is { } address) return await probe.AskAsync(address, ct);
        return resource.Health is "Unhealthy" ? new HealthAnswer("down", "its health check fails") : new HealthAnswer("ok", null);
    }

    private static void Tell(CliContext context, List<string> unwell)
    {
        var at = context.Time.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        if (unwell.Count == 0) context.Terminal.Marked($"[grey]{at}[/]  [green]all well[/]");
        else context.Terminal.Marked($"[grey]{at}[/]  [red]{string.Join("; ", unwell)}[/]");
    }

    private static void Show(CliContext context, IReadOnlyList<MonitoredHealth> summary)
    {
        var table = context.Terminal.NewTable("Part", "Looks", "Well", "Share");
        foreach (var look in summary)
        {
            table.AddRow(
                look.Resource, look.Looks.ToString(CultureInfo.InvariantCulture), look.Well.ToString(CultureInfo.InvariantCulture),
                look.Share.ToString("P1", CultureInfo.InvariantCulture));
        }

        context.Terminal.Out.Write(table);
    }
}
