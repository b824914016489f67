using System.CommandLine;
using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Shell;
using ChaosLab.Hosting.Bridge.Wire;
using Spectre.Console;

namespace ChaosLab.ChaosController.Cli;

/// <summary><c>lab health</c>: is everything well, as the host sees it and as the services say themselves.</summary>
internal static class HealthCommand
{
    /// <summary>One line of the answer.</summary>
    /// <param name="Name">The resource.</param>
    /// <param name="State">The host's word for its state.</param>
    /// <param name="Health">The host's word for its health.</param>
    /// <param name="Says">What its own <c>/health</c> says; null when it has none, or is not expected to run.</param>
    /// <param name="Detail">What is missing.</param>
    /// <param name="Ok">Whether all is well with it.</param>
    private sealed record Finding(string Name, string State, string? Health, string? Says, string? Detail, bool Ok);

    public static Command Create(CliContext context)
    {
        var json = CommonOptions.Json();
        var command = new LabCommand(
            "health", "Ask whether all is well: exit code 0 if so, 1 if not.",
            "./lab health", "./lab health --json", "./lab health && echo all is well")
        {
            json,
        };
        command.SetAction((parsed, ct) => RunAsync(context, parsed.GetValue(CommonOptions.Name), parsed.GetValue(json), ct));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, string? name, bool json, CancellationToken ct)
    {
        var (lab, bridge) = context.Connect(name);
        using var connection = bridge;
        using var probe = new HealthProbe();
        var findings = await Task.WhenAll((await bridge.GetResourcesAsync(ct)).Select(resource => LookAsync(probe, resource, ct)));
        var shop = lab.GatewayUrl is { } gateway ? await probe.AskAsync(new Uri(new Uri(gateway), "/health"), ct) : null;

        var ok = findings.All(finding => finding.Ok) && shop is not { IsOk: false };
        if (json) context.Terminal.Line(Json.Write(new { ok, shop, resources = findings }));
        else Show(context, lab, shop, findings, ok);
        return ok ? ExitCodes.Done : ExitCodes.No;
    }

    private static async Task<Finding> LookAsync(HealthProbe probe, ResourceStatus resource, CancellationToken ct)
    {
        var state = ResourceWords.State(resource);
        if (ResourceWords.IsIdle(resource)) return new Finding(resource.Name, state, resource.Health, null, null, Ok: true);

        var well = ResourceWords.IsWell(resource);
        var answer = HealthProbe.AddressOf(resource) is { } address ? await probe.AskAsync(address, ct) : null;
        return new Finding(resource.Name, state, resource.Health, answer?.Status, answer?.Detail, well && answer is not { IsOk: false });
    }

    private static void Show(CliContext context, LabLocation lab, HealthAnswer? shop, Finding[] findings, bool ok)
    {
        var table = context.Terminal.NewTable("Resource", "State", "Health", "Says", "Detail");
        foreach (var finding in findings)
        {
            var colour = finding.Ok ? "green" : finding.Says == "degraded" ? "yellow" : "red";
            table.AddRow(
                Markup.Escape(finding.Name), $"[{colour}]{Markup.Escape(finding.State)}[/]", Markup.Escape(finding.Health ?? "-"),
                $"[{colour}]{Markup.Escape(finding.Says ?? "-")}[/]", Markup.Escape(finding.Detail ?? ""));
        }

        context.Terminal.Out.Write(table);
        if (shop is not null)
        {
            var detail = shop.Detail is { } missing ? $" ({missing})" : "";
            context.Terminal.Line($"Shop at {lab.GatewayUrl}: {shop.Status}{detail}");
        }

        if (ok) context.Terminal.Marked($"[green]All is well.[/]");
        else context.Terminal.Marked($"[red]Not well:[/] {NotWell(shop, findings)}");
    }

    private static string NotWell(HealthAnswer? shop, Finding[] findings)
    {
        var names = findings.Where(finding => !finding.Ok).Select(finding => $"{finding.Name} ({finding.Says ?? finding.Health ?? finding.State})");
        return string.Join(", ", shop is { IsOk: false } ? names.Prepend($"the shop ({shop.Status})") : names);
    }
}
