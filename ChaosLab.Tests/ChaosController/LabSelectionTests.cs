using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Cli;
using ChaosLab.ChaosController.Shell;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.ChaosController;

public sealed class LabSelectionTests : IDisposable
{
    private readonly RunDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void The_only_running_lab_needs_no_name()
    {
        _directory.Add("second");
        _directory.Add("default", startTime: DateTimeOffset.UtcNow.AddHours(-3));

        Find(null).Name.ShouldBe("second");
    }

    [Fact]
    public void Of_several_labs_one_must_be_named()
    {
        _directory.Add("default");
        _directory.Add("second");

        Refused(null).ShouldBe((ExitCodes.WrongUse, "Several labs are running: default, second. Say which one with --name."));
        Find("second").Name.ShouldBe("second");
    }

    [Fact]
    public void No_lab_is_an_answer_of_its_own()
        => Refused(null).ShouldBe((ExitCodes.NoLab, "No lab is running. Start one: ./lab up"));

    [Fact]
    public void An_unknown_name_says_what_runs()
    {
        _directory.Add("default");

        Refused("second").ShouldBe((ExitCodes.NoLab, "No lab 'second' is running. Running: default."));
    }

    [Fact]
    public void A_lab_that_was_killed_is_said_to_be_gone()
    {
        _directory.Add("default", startTime: DateTimeOffset.UtcNow.AddHours(-3));

        var (code, message) = Refused(null);
        code.ShouldBe(ExitCodes.NoLab);
        message.ShouldContain("The lab 'default' is not running. Its AppHost (pid");
        message.ShouldEndWith("Start it: ./lab up");
    }

    private LocateFile Find(string? name) => LabSelection.Find(new LabDirectory(_directory.Path), name);

    private (int, string) Refused(string? name)
    {
        var error = Should.Throw<LabError>(() => Find(name));
        return (error.ExitCode, error.Message);
    }
}
