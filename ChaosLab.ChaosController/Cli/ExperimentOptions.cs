using System.CommandLine;
using ChaosLab.ChaosController.Shell;

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

    /// <exception cref="LabError">One is not written name=value.</exception>
    public static IReadOnlyDictionary<string, string> Read(IEnumerable<string> written)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in written)
        {
            var split = text.IndexOf('=', StringComparison.Ordinal);
            if (split <= 0) throw LabError.WrongUse($"--var is '{text}'; write name=value.");
            values[text[..split].Trim()] = text[(split + 1)..];
        }

        return values;
    }
}
