using ChaosLab.ChaosController.Running;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Running;

public sealed class ExternalLoadProcessTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private static readonly Dictionary<string, string> Variables = new()
    {
        ["PATH"] = Environment.GetEnvironmentVariable("PATH")!, ["CHAOSLAB_GATEWAY"] = "http://127.0.0.1:8080",
    };

    [Fact]
    public async Task One_that_ends_by_itself_tells_its_exit_code_and_output()
    {
        await using var load = Start("sh", "-c", "echo $CHAOSLAB_GATEWAY; echo trouble >&2; exit 3");

        var outcome = await load.EndAsync(Limit);

        outcome.ExitCode.ShouldBe(3);
        outcome.Output.ShouldContain("http://127.0.0.1:8080");
        outcome.Output.ShouldContain("trouble");
        load.HasFailed.ShouldBeTrue();
    }

    [Fact]
    public async Task One_that_ended_well_has_not_failed()
    {
        await using var load = Start("true");

        (await load.EndAsync(Limit)).ExitCode.ShouldBe(0);
        load.HasFailed.ShouldBeFalse();
    }

    [Fact]
    public async Task One_that_never_ends_is_ended_with_its_children()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Looks at /proc.");
        var file = Path.GetTempFileName();
        try
        {
            await using var load = Start("sh", "-c", $"sleep 600 & echo $! > {file}; wait");
            var child = await Eventually.BeAsync("the child", _ => Task.FromResult(File.ReadAllText(file).Trim()), pid => pid.Length > 0 && IsAlive(pid));

            (await load.EndAsync(TimeSpan.Zero)).ExitCode.ShouldBeNull();

            await Eventually.BeTrueAsync("the child's end", () => !IsAlive(child));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Of_a_long_output_the_end_is_kept()
    {
        await using var load = Start("sh", "-c", "head -c 1000000 /dev/zero | tr '\\0' x; echo the end");

        var outcome = await load.EndAsync(Limit);

        outcome.Output.Length.ShouldBe(ExternalLoadProcess.KeptOutput);
        outcome.Output.ShouldEndWith("xthe end\n");
    }

    [Fact]
    public void A_program_that_does_not_exist_is_named()
        => Should.Throw<ActivityFailedException>(() => Start("no-such-load-program")).Message.ShouldContain("'no-such-load-program'");

    private static ExternalLoadProcess Start(params string[] command) => ExternalLoadProcess.Start(command, Path.GetTempPath(), Variables);

    // One that has ended may wait for somebody to take note of it.
    private static bool IsAlive(string pid)
    {
        try
        {
            return !File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
