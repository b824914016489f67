using System.CommandLine;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Cli;

/// <summary><c>lab fault inject</c>: break something, and tell what comes of it.</summary>
internal static class FaultInjectCommand
{
    public static Command Create(CliContext context)
    {
        var kind = new Argument<string>("kind") { Description = "A fault from ./lab fault list." };
        var target = new Argument<string>("target") { Description = "A resource, an edge such as 'web->payment', a service such as web with all its instances, or lab for the lab as a whole." };
        var duration = CommonOptions.Duration("--for", "How long it lasts, such as 30s. Without it: the fault's default, or until lifted.");
        var seed = CommonOptions.Number("--seed", "Makes a random choice repeatable.", 0, int.MaxValue);
        var settings = new Option<string[]>("--set")
        {
            Description = "A setting of the fault, such as latency=200ms; may be repeated. See ./lab fault describe <kind>.",
            HelpName = "name=value",
            DefaultValueFactory = _ => [],
        };
        var reason = new Option<string?>("--reason") { Description = "Why; it is kept in the fault journal.", HelpName = "text" };
        var force = new Option<bool>("--force") { Description = "Even if it disables more than half of the instances of a critical service." };
        var json = CommonOptions.Json();
        var command = new LabCommand(
            "inject", "Inject a fault; tell when it acted, when a caller felt it, and how long recovery took.",
            "./lab fault inject outage payment               until lifted",
            "./lab fault inject outage payment --for 30s",
            "./lab fault inject pause cache --for 10s",
            "./lab fault inject partition gateway --for 5s",
            "./lab fault inject latency 'web->payment' --set latency=200ms --set jitter=50ms --for 60s")
        {
            kind, target, duration, settings, seed, reason, force, json,
        };
        command.SetAction((parsed, ct) => new FaultInjection(context, parsed.GetValue(json)).RunAsync(
            parsed.GetValue(CommonOptions.Name),
            new FaultRequest(
                parsed.GetRequiredValue(kind), parsed.GetRequiredValue(target), parsed.GetValue(duration)?.TotalSeconds, parsed.GetValue(seed),
                FaultSettings.Read(parsed.GetValue(settings) ?? []), parsed.GetValue(reason), FaultSettings.Owner, parsed.GetValue(force) ? true : null),
            ct));
        return command;
    }
}
