using System.Collections.Concurrent;
using ChaosLab.EmbeddedHost.Processes;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.EmbeddedHost.Processes;

public sealed class RunningProcessTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly ConcurrentQueue<(string Line, bool IsError)> _lines = new();

    [Fact]
    public async Task What_a_process_prints_and_how_it_ends_is_known()
    {
        var process = await ShellAsync("echo out; echo err >&2; exit 7");

        (await process.Exited.WaitAsync(Limit)).ShouldBe(7);
        _lines.ShouldBe([("out", false), ("err", true)], ignoreOrder: true);
        process.Identity.IsAlive.ShouldBeFalse();
    }

    [Fact]
    public async Task A_process_leads_a_session_of_its_own()
    {
        var process = await ShellAsync("echo up; exec sleep 600");
        await PrintedAsync("up");

        var stat = ProcStat.Read(process.Identity.Pid)!;
        (stat.Session, stat.Group).ShouldBe((process.Identity.Pid, process.Identity.Pid));
        await process.StopAsync(Limit);
    }

    [Fact]
    public async Task Stop_lets_a_process_end_in_its_own_way()
    {
        var process = await ShellAsync("trap 'echo bye; exit 3' TERM; echo up; while :; do sleep 0.05; done");
        await PrintedAsync("up");

        await process.StopAsync(Limit);

        (await process.Exited).ShouldBe(3);
        _lines.ShouldContain(("bye", false));
    }

    [Fact]
    public async Task Stop_kills_what_does_not_listen_and_everything_it_started()
    {
        // One child in the session, one that made a session of its own.
        var process = await ShellAsync("trap '' TERM; sleep 600 & echo $!; setsid sleep 600 & sleep 0.2; echo up; wait; sleep 600");
        await PrintedAsync("up");
        var members = ProcessTree.Members([process.Identity]);
        members.Count.ShouldBeGreaterThanOrEqualTo(3);

        await process.StopAsync(TimeSpan.FromMilliseconds(200));

        members.ShouldAllBe(member => !member.IsAlive);
        process.Exited.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public async Task Stop_reaches_a_process_that_is_paused()
    {
        var process = await ShellAsync("trap 'exit 3' TERM; echo up; while :; do sleep 0.05; done");
        await PrintedAsync("up");
        // Without "--" kill takes "-1…" for "-1": every process of the machine.
        System.Diagnostics.Process.Start("kill", ["-STOP", $"{process.Identity.Pid}"]).WaitForExit();

        await process.StopAsync(Limit);

        (await process.Exited).ShouldBe(3);
    }

    [Fact]
    public async Task A_grandchild_that_keeps_the_pipe_does_not_hide_the_end()
    {
        var process = await ShellAsync("sleep 600 & exit 5");

        (await process.Exited.WaitAsync(Limit)).ShouldBe(5);
        await ProcessTree.KillAsync([process.Identity], Limit);
    }

    [Fact]
    public async Task A_missing_program_is_named()
        => (await Should.ThrowAsync<ProcessStartException>(() => StartAsync("no-such-program"))).Message.ShouldContain("'no-such-program'");

    [Fact]
    public async Task A_missing_directory_is_named()
        => (await Should.ThrowAsync<ProcessStartException>(() => StartAsync("sh", "/no/such/directory"))).Message.ShouldContain("/no/such/directory");

    private Task PrintedAsync(string line)
        => Eventually.BeTrueAsync(line, () => _lines.Any(printed => printed.Line == line), Limit);

    private Task<RunningProcess> ShellAsync(string script) => StartAsync("sh", null, "-c", script);

    private Task<RunningProcess> StartAsync(string program, string? directory = null, params string[] arguments)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a POSIX shell");
        return RunningProcess.StartAsync(new ProcessSpec
        {
            Program = program,
            Arguments = arguments,
            WorkingDirectory = directory ?? Path.GetTempPath(),
            Environment = ProcessEnvironment.Inherited(),
            OnLine = (line, isError) => _lines.Enqueue((line, isError)),
        });
    }
}
