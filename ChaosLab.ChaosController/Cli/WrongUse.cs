using System.CommandLine;
using System.CommandLine.Parsing;
using ChaosLab.ChaosController.Shell;

namespace ChaosLab.ChaosController.Cli;

/// <summary>Says what is wrong with a command line, and what was perhaps meant.</summary>
internal static class WrongUse
{
    public static string Explain(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var path = PathOf(parsed.CommandResult);
        return $"{What(parsed, command, path)} Help: {path} --help";
    }

    private static string What(ParseResult parsed, Command command, string path)
    {
        if (parsed.UnmatchedTokens is [var token, ..])
        {
            if (token.StartsWith('-')) return Suggestion.Unknown("option", token, OptionsOf(parsed));
            return command.Subcommands.Count > 0
                ? Suggestion.Unknown("command", token, [.. command.Subcommands.Where(sub => !sub.Hidden).Select(sub => sub.Name)])
                : $"'{token}' is one argument too many.";
        }

        return command.Subcommands.Count > 0 && command.Action is null
            ? $"{path} needs a command: {string.Join(", ", command.Subcommands.Where(sub => !sub.Hidden).Select(sub => sub.Name))}."
            : string.Join(' ', parsed.Errors.Select(error => error.Message.ReplaceLineEndings(" ").Trim()).Distinct());
    }

    private static string[] OptionsOf(ParseResult parsed)
    {
        var own = parsed.CommandResult.Command.Options.Where(option => !option.Hidden);
        return [.. own.Concat(parsed.RootCommandResult.Command.Options.Where(option => option.Recursive)).Select(option => option.Name).Distinct()];
    }

    private static string PathOf(CommandResult result)
        => result.Parent is CommandResult parent ? $"{PathOf(parent)} {result.Command.Name}" : "./lab";
}
