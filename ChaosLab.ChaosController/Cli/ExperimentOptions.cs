using System.CommandLine;

namespace ChaosLab.ChaosController.Cli;

/// <summary>Options of the commands that run experiments.</summary>
internal static class ExperimentOptions
{
    public static Option<int?> Seed()
        => CommonOptions.Number("--seed", "The seed of every random choice; a new one without it, which is shown.", 0, int.MaxValue);

    public static Option<string[]> Variables() => new("--var")
    {
        Description = "A value of the experiment's configuration, such as target=web-2; may be repeated.",
        HelpName = "name=value",
        DefaultValueFactory = _ => [],
    };
}
