using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Operations;

/// <summary>Commands that watch a running lab, and those that compose an experiment.</summary>
[Collection(ExperimentLabDefinition.Name)]
public sealed class CliCommandTests(ExperimentLab shared)
{
    private readonly CliLab _lab = shared.Cli;

    [Fact]
    public async Task Monitor_looks_again_and_again_and_sums_up()
    {
        await _lab.HealthyAsync();

        var (exitCode, output) = await _lab.RunAsync("monitor", "--interval", "1", "--duration", "3");

        exitCode.ShouldBe(0, output);
        foreach (var part in (string[])["web-1", "payment", "catalog"]) output.ShouldContain(part);
    }

    [Fact]
    public async Task Dashboard_shows_the_lab_once_where_there_is_no_terminal()
    {
        var (exitCode, output) = await _lab.RunAsync("dashboard");

        exitCode.ShouldBe(0, output);
        foreach (var part in (string[])["web-1", "web->payment", "No fault acts."]) output.ShouldContain(part);
    }

    [Fact]
    public async Task Cascade_kills_one_after_the_other()
    {
        await _lab.HealthyAsync();

        var (exitCode, output) = await _lab.RunAsync("cascade", "payment", "web-1");

        var faults = Faults(exitCode, output);
        faults.Select(fault => (fault.Kind, fault.Target, fault.State)).ShouldBe([("kill", "payment", "recovered"), ("kill", "web-1", "recovered")]);
        faults[1].ActedAt.ShouldBeGreaterThan(faults[0].RecoveredAt);
    }

    [Fact]
    public async Task Load_chaos_breaks_something_under_load()
    {
        await _lab.HealthyAsync();

        var (exitCode, output) = await _lab.RunAsync("load-chaos", "--kind", "kill", "--target", "payment", "--rate", "50", "--delay", "1s");

        Faults(exitCode, output).Select(fault => (fault.Kind, fault.Target, fault.State)).ShouldBe([("kill", "payment", "recovered")]);
        var load = shared.Record(output)!.Value.GetProperty("load").GetProperty("total");
        load.GetProperty("due").GetInt64().ShouldBeGreaterThan(400);
    }

    // On a busy machine the load may not keep up; what was done is the same.
    private (string Kind, string Target, string State, DateTimeOffset ActedAt, DateTimeOffset RecoveredAt)[] Faults(int exitCode, string output)
    {
        if (exitCode != 0) (exitCode == 4 && output.Contains("load kept up:", StringComparison.Ordinal)).ShouldBeTrue($"exit code {exitCode}: {output}");
        return
        [
            .. shared.Record(output).ShouldNotBeNull(output).GetProperty("faults").EnumerateArray().Select(outcome => outcome.GetProperty("fault")).Select(fault => (
                fault.GetProperty("kind").GetString()!, fault.GetProperty("target").GetString()!, fault.GetProperty("state").GetString()!,
                fault.GetProperty("actedAt").GetDateTimeOffset(), fault.GetProperty("recoveredAt").GetDateTimeOffset())),
        ];
    }
}
