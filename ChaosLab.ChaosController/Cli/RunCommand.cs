using System.CommandLine;

namespace ChaosLab.ChaosController.Cli;

/// <summary><c>lab run</c>: run an experiment file and give its verdict.</summary>
internal static class RunCommand
{
    public static Command Create(CliContext context)
    {
        var file = new Argument<string>("file") { Description = "An experiment: JSON or YAML in Chaos Toolkit's format (docs/experiments.md)." };
        var (seed, variables, json) = (ExperimentOptions.Seed(), ExperimentOptions.Variables(), CommonOptions.Json());
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would be done: targets, blast radius, what would be undone." };
        var command = new LabCommand(
            "run", "Run an experiment: exit code 0 pass, 1 fail, 4 inconclusive, 3 aborted, 2 error. Ctrl+C ends it and undoes everything.",
            "./lab run experiments/payment-outage.json",
            "./lab run experiments/payment-outage.json --dry-run",
            "./lab run experiments/random-kills.json --seed 42     the same decisions again")
        {
            file, seed, variables, dryRun, json,
        };
        command.SetAction((parsed, ct) => VerdictRun.GuardAsync(context, async () =>
        {
            var experiment = await ExperimentSource.LoadAsync(parsed.GetRequiredValue(file), ct);
            var run = new ExperimentRun(context, parsed.GetValue(CommonOptions.Name), parsed.GetValue(json));
            var values = ExperimentVariables.Read(parsed.GetValue(variables) ?? []);
            return parsed.GetValue(dryRun)
                ? await run.PlanAsync(experiment, values, ct)
                : await run.RunAsync(experiment, values, parsed.GetValue(seed), ct);
        }));
        return command;
    }
}
