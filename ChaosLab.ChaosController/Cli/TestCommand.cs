using System.CommandLine;
using ChaosLab.ChaosController.Setup;

namespace ChaosLab.ChaosController.Cli;

/// <summary><c>lab test</c>: <c>dotnet test</c>, once the programs the tests run are there.</summary>
internal static class TestCommand
{
    public static Command Create(CliContext context)
    {
        var arguments = new Argument<string[]>("arguments")
        {
            Description = "Passed on to dotnet test.",
            Arity = ArgumentArity.ZeroOrMore,
            CaptureRemainingTokens = true,
        };
        var command = new LabCommand(
            "test", "Run the tests; the exit code is that of dotnet test.",
            "./lab test", "./lab test --filter FullyQualifiedName~Purchase")
        {
            arguments,
        };
        command.SetAction((parsed, ct) => RunAsync(context, parsed.GetValue(arguments) ?? [], ct));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, string[] arguments, CancellationToken ct)
    {
        // The tests run local programs; those for containers look for an engine themselves.
        await Provisioning.EnsureAsync(Infrastructure.Process, context.Terminal, ct);

        var exitCode = await ProgramRunner.ShowAsync(
            Dotnet.Path, ["test", context.Repository.Solution, "-c", "Release", .. NoTestsAreAnError(arguments)], directory: context.Repository.Root);
        if (exitCode == 0) context.Terminal.Marked($"[green]Tests passed.[/]");
        else context.Terminal.Marked($"[red]Tests failed[/] (dotnet test: exit code {exitCode}).");
        return exitCode;
    }

    // A filter that matches nothing is a mistake, and must not look like tests that passed. Settings of the run come last, after "--".
    internal static string[] NoTestsAreAnError(string[] arguments)
        => [.. arguments, .. arguments.Contains("--") ? Array.Empty<string>() : ["--"], "RunConfiguration.TreatNoTestsAsError=true"];
}
