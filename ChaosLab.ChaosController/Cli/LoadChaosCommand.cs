using System.CommandLine;
using System.CommandLine.Parsing;
using ChaosLab.ChaosController.Shell;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Cli;

/// <summary><c>lab load-chaos</c>: load, and after a delay a fault.</summary>
internal static class LoadChaosCommand
{
    private const int StandardRate = 100;
    private static readonly TimeSpan StandardDelay = TimeSpan.FromSeconds(5);

    // The run waits for the fault's end, so there has to be one.
    private static readonly TimeSpan StandardLength = TimeSpan.FromSeconds(30);

    public static Command Create(CliContext context)
    {
        var kind = new Option<string>("--kind") { Description = "The fault; kill without it.", HelpName = "kind", DefaultValueFactory = _ => "kill" };
        var target = new Option<string>("--target") { Description = "What it acts on; web-1 without it.", HelpName = "target", DefaultValueFactory = _ => "web-1" };
        var lasting = CommonOptions.Duration("--for", $"How long the fault lasts; its kind's default without it, or {StandardLength.TotalSeconds:0}s.");
        var delay = CommonOptions.Duration("--delay", $"How long the load runs before the fault; {StandardDelay.TotalSeconds:0}s without it.");
        var rate = CommonOptions.Number("--rate", $"Requests per second; {StandardRate} without it.", 1, 20_000);
        var load = new Argument<string[]>("load-command")
        {
            Description = "After --: a program with its arguments that makes the load instead, such as k6 run script.js; it finds CHAOSLAB_GATEWAY.",
            Arity = ArgumentArity.ZeroOrMore,
            DefaultValueFactory = _ => [],
        };
        var (seed, json) = (ExperimentOptions.Seed(), CommonOptions.Json());
        var command = new LabCommand(
            "load-chaos", "Put load on the shop and break something meanwhile; exit codes as of ./lab run.",
            "./lab load-chaos", "./lab load-chaos --kind outage --target payment --for 10s --rate 200 --delay 3s",
            "./lab load-chaos --kind kill --target web-1 -- k6 run --vus 10 script.js")
        {
            kind, target, lasting, delay, rate, load, seed, json,
        };
        command.SetAction((parsed, ct) => VerdictRun.GuardAsync(context, async () =>
        {
            // A word that was meant as a target must not become a program to start.
            var program = parsed.GetValue(load) is { Length: > 0 } words ? words : null;
            if (program is not null && !parsed.Tokens.Any(token => token.Type == TokenType.DoubleDash))
                throw LabError.WrongUse($"'{program[0]}' stands alone; name a target with --target, or write a load command after --, such as: -- k6 run script.js");

            var name = parsed.GetValue(CommonOptions.Name);
            var (_, bridge) = context.Connect(name);
            FaultKind fault;
            using (bridge)
            {
                fault = Targets.RequireFault(await bridge.GetFaultKindsAsync(ct), parsed.GetRequiredValue(kind), parsed.GetRequiredValue(target));
                FaultSettings.RequireDurationAllowed(fault, parsed.GetValue(lasting)?.TotalSeconds);
            }

            var experiment = ComposedExperiment.LoadChaos(
                parsed.GetRequiredValue(kind), parsed.GetRequiredValue(target),
                FaultSettings.LastsUntilLifted(fault, parsed.GetValue(lasting)?.TotalSeconds) ? StandardLength : parsed.GetValue(lasting),
                parsed.GetValue(delay) ?? StandardDelay, parsed.GetValue(rate) ?? StandardRate, program);
            return await new ExperimentRun(context, name, parsed.GetValue(json)).RunAsync(
                experiment, new Dictionary<string, string>(), parsed.GetValue(seed), ct);
        }));
        return command;
    }
}
