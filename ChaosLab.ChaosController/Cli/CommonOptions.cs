using System.CommandLine;
using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Shell;

namespace ChaosLab.ChaosController.Cli;

/// <summary>Options that several commands have.</summary>
internal static class CommonOptions
{
    /// <summary>Which lab; every command has it.</summary>
    public static Option<string?> Name { get; } = CreateName();

    public static Option<bool> Json() => new("--json") { Description = "Print JSON, for programs." };

    /// <summary>An option with a duration such as 30s.</summary>
    public static Option<TimeSpan?> Duration(string name, string description)
        => new(name)
        {
            Description = description,
            HelpName = "duration",
            CustomParser = result =>
            {
                if (Shell.Duration.TryParse(result.Tokens[0].Value, out var duration, out var problem)) return duration;
                result.AddError($"{name}: {problem}");
                return null;
            },
        };

    /// <summary>An option with one of a few words.</summary>
    public static Option<string> Choice(string name, string description, string standard, params string[] words)
    {
        var option = new Option<string>(name)
        {
            Description = description,
            HelpName = string.Join('|', words),
            DefaultValueFactory = _ => standard,
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var written }] && !words.Contains(written, StringComparer.Ordinal))
            {
                var meant = Suggestion.Nearest(written, words) is { } nearest ? $" Did you mean '{nearest}'?" : "";
                result.AddError($"{name} is '{written}'; it must be {string.Join(" or ", words)}.{meant}");
            }
        });
        option.CompletionSources.Add(words);
        return option;
    }

    /// <summary>An option with a whole number within bounds.</summary>
    public static Option<int?> Number(string name, string description, int minimum, int maximum)
    {
        return new Option<int?>(name)
        {
            Description = description,
            HelpName = "number",
            CustomParser = result =>
            {
                var written = result.Tokens[0].Value;
                if (int.TryParse(written, System.Globalization.CultureInfo.InvariantCulture, out var number)
                    && number >= minimum && number <= maximum)
                {
                    return number;
                }

                result.AddError($"{name} is '{written}'; it must be a whole number from {minimum} to {maximum}.");
                return null;
            },
        };
    }

    private static Option<string?> CreateName()
    {
        var option = new Option<string?>("--name")
        {
            Description = "Which lab. Without it: the only one that runs, else \"default\".",
            HelpName = "lab",
            Recursive = true,
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var name }] && !LabName.IsValid(name))
            {
                result.AddError($"--name is '{name}'; a lab's name is {LabName.Rule}.");
            }
        });
        return option;
    }
}
