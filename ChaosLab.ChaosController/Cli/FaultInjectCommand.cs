using System.CommandLine;

namespace ChaosLab.ChaosController.Cli;

/// <summary><c>lab fault inject</c>: break something, and tell what comes of it.</summary>
internal static class FaultInjectCommand
{
    public static Command Create(CliContext context)
    {
        var kind = new Argument<string>("kind") { Description = "A fault from ./lab fault list." };
        var target = new Argument<string>("target") { Description = "A resource, or lab for the lab as a whole." };
        var duration = CommonOptions.Duration("--for", "How long it lasts, such as 30s. Without it: the fault's default, or until lifted.");
        var seed = CommonOptions.Number("--seed", "Makes a random choice repeatable.", 0, int.MaxValue);
        var json = CommonOptions.Json();
        var command = new LabCommand(
            "inject", "Inject a fault; tell when it acted, when a caller felt it, and how long recovery took.",
            "./lab fault inject outage payment               until lifted",
            "./lab fault inject outage payment --for 30s",
            "./lab fault inject pause cache --for 10s",
            "./lab fault inject partition gateway --for 5s")
        {
            kind, target, duration, seed, json,
        };
        command.SetAction((parsed, ct) => new FaultInjection(context, parsed.GetValue(json)).RunAsync(
            parsed.GetValue(CommonOptions.Name), parsed.GetRequiredValue(kind), parsed.GetRequiredValue(target),
            parsed.GetValue(duration), parsed.GetValue(seed), ct));
        return command;
    }
}
