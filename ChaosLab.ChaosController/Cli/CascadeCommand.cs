using System.CommandLine;

namespace ChaosLab.ChaosController.Cli;

/// <summary><c>lab cascade</c>: kill parts in sequence under light load, and see who falls with them.</summary>
internal static class CascadeCommand
{
    private const int StandardRate = 50;

    public static Command Create(CliContext context)
    {
        var victims = new Argument<string[]>("resources") { Description = "The parts, in the order of the kills.", Arity = ArgumentArity.OneOrMore };
        var rate = CommonOptions.Number("--rate", $"Requests per second; {StandardRate} without it.", 1, 20_000);
        var (seed, json) = (ExperimentOptions.Seed(), CommonOptions.Json());
        var command = new LabCommand(
            "cascade", "Kill parts one after the other under load, each after the recovery of the one before; exit codes as of ./lab run.",
            "./lab cascade payment catalog web-1")
        {
            victims, rate, seed, json,
        };
        command.SetAction((parsed, ct) => VerdictRun.GuardAsync(context, async () =>
        {
            var name = parsed.GetValue(CommonOptions.Name);
            var (_, bridge) = context.Connect(name);
            using (bridge)
            {
                foreach (var victim in parsed.GetRequiredValue(victims)) await Targets.RequireResourceAsync(bridge, victim, ct);
            }

            return await new ExperimentRun(context, name, parsed.GetValue(json)).RunAsync(
                ComposedExperiment.Cascade(parsed.GetRequiredValue(victims), parsed.GetValue(rate) ?? StandardRate),
                new Dictionary<string, string>(), parsed.GetValue(seed), ct);
        }));
        return command;
    }
}
