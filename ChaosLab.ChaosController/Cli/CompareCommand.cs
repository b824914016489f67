using System.CommandLine;

namespace ChaosLab.ChaosController.Cli;

/// <summary><c>lab compare</c>: the same experiment on the resilient and on the naive shop.</summary>
internal static class CompareCommand
{
    public static Command Create(CliContext context)
    {
        var file = new Argument<string>("file") { Description = "The experiment." };
        var (seed, json) = (ExperimentOptions.Seed(), CommonOptions.Json());
        var infrastructure = CommonOptions.Choice(
            "--infrastructure", "Where Redis, Postgres and HAProxy come from, as for ./lab up.",
            Setup.Infrastructure.Auto, Setup.Infrastructure.Auto, Setup.Infrastructure.Container, Setup.Infrastructure.Process);
        var command = new LabCommand(
            "compare", "Run an experiment on a resilient and on a naive shop of its own, and show both side by side.",
            "./lab compare experiments/payment-outage.json")
        {
            file, seed, infrastructure, json,
        };
        command.SetAction((parsed, ct) => VerdictRun.GuardAsync(context, async () => await new ProfileComparison(context, parsed.GetValue(json)).RunAsync(
            await ExperimentSource.LoadAsync(parsed.GetRequiredValue(file), ct), parsed.GetValue(seed), parsed.GetRequiredValue(infrastructure), ct)));
        return command;
    }
}
