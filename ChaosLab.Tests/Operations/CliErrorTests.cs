using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Operations;

/// <summary>What the command line says to somebody who mistyped, with a lab running.</summary>
[Collection(ExperimentLabDefinition.Name)]
public sealed class CliErrorTests(ExperimentLab shared)
{
    private readonly CliLab _lab = shared.Cli;

    [Theory]
    [InlineData(2, "outtage", "outage", "fault", "inject", "outtage", "payment")]
    [InlineData(2, "paymnt", "payment", "fault", "inject", "pause", "paymnt")]
    [InlineData(2, "soon", "30s", "fault", "inject", "pause", "payment", "--for", "soon")]
    [InlineData(2, "nothing", "status", "nothing")]
    public async Task Wrong_use_is_one_message_that_helps(int exitCode, string wrong, string hint, params string[] arguments)
    {
        var run = await _lab.RunAsync(arguments);
        run.ExitCode.ShouldBe(exitCode, run.Output);
        run.Output.ShouldContain(wrong);
        run.Output.ShouldContain(hint);
        run.Output.ShouldNotContain("   at ");
    }
}
