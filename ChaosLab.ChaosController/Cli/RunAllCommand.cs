using System.CommandLine;

namespace ChaosLab.ChaosController.Cli;

/// <summary><c>lab run-all</c>: every experiment of a directory in sequence, with a summary for people and for CI.</summary>
internal static class RunAllCommand
{
    private const int StandardReruns = 1;
    private const int MostReruns = 5;

    public static Command Create(CliContext context)
    {
        var directory = new Argument<string?>("directory")
        {
            Description = "Where the experiments are; experiments without it.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var tags = new Option<string[]>("--tag") { Description = "Only experiments with this tag or row, such as C5; may be repeated.", HelpName = "tag", DefaultValueFactory = _ => [] };
        var junit = new Option<string?>("--junit") { Description = "Also write the results as JUnit XML to this file.", HelpName = "file" };
        var reruns = CommonOptions.Number(
            "--reruns", "How often an experiment whose run was inconclusive is run again, 0 to 5: it proved nothing, often because the machine was busy. 1 when left out.",
            0, MostReruns);
        var (seed, json) = (ExperimentOptions.Seed(), CommonOptions.Json());
        var command = new LabCommand(
            "run-all", "Run all experiments in sequence, restore between them; exit code 0 when all pass and the lab is well after each, else 1.",
            "./lab run-all", "./lab run-all --tag redis --junit artifacts/chaos.xml")
        {
            directory, tags, reruns, seed, junit, json,
        };
        command.SetAction((parsed, ct) => new ExperimentSeries(context, parsed.GetValue(CommonOptions.Name), parsed.GetValue(json), parsed.GetValue(reruns) ?? StandardReruns).RunAsync(
            parsed.GetValue(directory) ?? System.IO.Path.Combine(context.Repository.Root, "experiments"),
            parsed.GetValue(tags) ?? [], parsed.GetValue(seed), parsed.GetValue(junit), ct));
        return command;
    }
}
