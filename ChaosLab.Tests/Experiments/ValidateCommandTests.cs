using System.Text.Json;
using ChaosLab.ChaosController.Cli;
using ChaosLab.ChaosController.Setup;
using ChaosLab.ChaosController.Shell;
using ChaosLab.Tests.ChaosController;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Experiments;

/// <summary><c>./lab validate</c>: what it prints, and its exit code.</summary>
public sealed class ValidateCommandTests : IDisposable
{
    private readonly RunDirectory _directory = new();
    private readonly Interruption _interruption = new();

    public void Dispose()
    {
        _interruption.Dispose();
        _directory.Dispose();
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(output, error, interactive: false, interactiveError: false);
        var code = await LabCommandLine.RunAsync(args, new CliContext(terminal, new Repository(_directory.Root), _interruption, TimeProvider.System));
        return (code, output.ToString(), error.ToString());
    }

    private static string Broken(string name) => Path.Combine(Samples.Directory, "Broken", name);

    private static string Language => Path.Combine(Samples.Directory, "Samples", "chaostoolkit", "language-file.json");

    [Fact]
    public async Task A_valid_file_is_ok()
    {
        var (code, output, error) = await RunAsync("validate", Language);

        code.ShouldBe(ExitCodes.Done);
        output.ShouldBe($"{Language}: ok\n");
        error.ShouldContain("kinds, targets and settings of faults were not checked");
    }

    [Fact]
    public async Task Every_mistake_is_a_line_with_its_place()
    {
        var (code, output, error) = await RunAsync("validate", Broken("many-at-once.json"), Language);

        code.ShouldBe(ExitCodes.WrongUse);
        output.ShouldBe($"{Language}: ok\n");
        error.Split('\n').Count(line => line.StartsWith(Broken("many-at-once.json") + ":", StringComparison.Ordinal)).ShouldBe(6);
        error.ShouldContain("many-at-once.json:3:3: The experiment has no field 'descripton'. Did you mean 'description'?");
    }

    [Fact]
    public async Task Json_is_for_programs()
    {
        var (code, output, _) = await RunAsync("validate", Broken("rate-too-high.json"), "--json");

        code.ShouldBe(ExitCodes.WrongUse);
        var mistake = JsonDocument.Parse(output).RootElement.GetProperty("files")[0].GetProperty("mistakes")[0];
        mistake.GetProperty("line").GetInt32().ShouldBe(5);
        mistake.GetProperty("path").GetString().ShouldBe("$.extensions[0].load.rate");
    }

    [Fact]
    public async Task A_missing_file_is_told()
    {
        var (code, _, error) = await RunAsync("validate", "nowhere.json");

        code.ShouldBe(ExitCodes.WrongUse);
        error.ShouldContain("nowhere.json:1:1: There is no such file.");
    }

    [Fact]
    public async Task Without_a_file_it_says_what_to_name()
        => (await RunAsync("validate")).ShouldSatisfyAllConditions(
            answer => answer.Code.ShouldBe(ExitCodes.WrongUse), answer => answer.Error.ShouldContain("Name at least one experiment file"));

    [Fact]
    public async Task A_variable_without_a_value_is_told()
        => (await RunAsync("validate", Language, "--var", "rate")).Error.ShouldContain("--var is 'rate'; it must be name=value");
}
