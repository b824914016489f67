using System.Diagnostics;
using ChaosLab.Hosting.Faults;
using ChaosLab.Hosting.Faults.Targets;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Hosting.Faults;

/// <summary>Kill and pause act on exactly one process with what it started, and on nothing else.</summary>
public sealed class ProcessTargetTests : IDisposable
{
    private readonly Process _shell;
    private readonly ProcessIdentity _root;

    public ProcessTargetTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads /proc.");
        _shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "sleep 600 & sleep 600 & wait"]))!;
        _root = ProcessIdentity.Of(_shell.Id)!;
    }

    [Fact]
    public async Task Pause_freezes_the_tree_and_resume_wakes_it()
    {
        var below = await BelowAsync();
        var target = new ProcessTarget("it", _root);

        await target.PauseAsync(CancellationToken.None);
        await Eventually.BeTrueAsync("a stopped tree", () => below.Append(_root).All(process => ProcStat.Read(process.Pid)!.IsStopped));

        await target.ResumeAsync(CancellationToken.None);
        await target.ResumeAsync(CancellationToken.None);
        await Eventually.BeTrueAsync("a tree that runs", () => below.Append(_root).All(process => !ProcStat.Read(process.Pid)!.IsStopped));
    }

    [Fact]
    public async Task What_was_paused_is_known_to_stand_still_and_is_woken_again_and_again()
    {
        var below = await BelowAsync();
        var target = new ProcessTarget("it", _root);
        (await target.IsPausedAsync(CancellationToken.None)).ShouldBeFalse();
        await target.PauseAsync(CancellationToken.None);
        (await target.IsPausedAsync(CancellationToken.None)).ShouldBeTrue();
        await target.ResumeAsync(CancellationToken.None);
        await Eventually.BeTrueAsync("it runs", async ct => !await target.IsPausedAsync(ct));

        // Somebody else stops one of them; a later resume still knows it.
        Signals.Send(below[0], Signals.Stop);
        await Eventually.BeTrueAsync("one stands still", target.IsPausedAsync);
        await target.ResumeAsync(CancellationToken.None);
        await Eventually.BeTrueAsync("it runs again", async ct => !await target.IsPausedAsync(ct));
    }

    [Fact]
    public async Task What_somebody_else_froze_is_woken_and_what_runs_is_left_alone()
    {
        var below = await BelowAsync();
        var target = new ProcessTarget("it", _root);
        (await target.WakeAsync(CancellationToken.None)).ShouldBeFalse();

        Signals.Send(below[0], Signals.Stop);
        await Eventually.BeTrueAsync("a stopped child", () => ProcStat.Read(below[0].Pid)!.IsStopped);
        (await target.WakeAsync(CancellationToken.None)).ShouldBeTrue();
        await Eventually.BeTrueAsync("a tree that runs", () => below.Append(_root).All(process => !ProcStat.Read(process.Pid)!.IsStopped));
    }

    [Fact]
    public async Task Kill_ends_the_tree_also_when_it_is_paused()
    {
        var below = await BelowAsync();
        var target = new ProcessTarget("it", _root);
        await target.PauseAsync(CancellationToken.None);

        await target.KillAsync(CancellationToken.None);

        await _shell.WaitForExitAsync();
        await Eventually.BeTrueAsync("no process left", () => below.All(process => !process.IsAlive()));
        (await Should.ThrowAsync<FaultRefusedException>(() => target.KillAsync(CancellationToken.None))).Refusal.ShouldBe(Refusal.Conflict);
    }

    [Fact]
    public async Task Kill_lets_no_child_escape_that_is_just_being_started()
    {
        var mark = $"60.{Random.Shared.NextInt64(1_000_000_000)}";
        using var forking = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"i=0; while [ $i -lt 400 ]; do sleep {mark} & i=$((i+1)); done; wait"]))!;
        var root = ProcessIdentity.Of(forking.Id)!;
        await Eventually.BeTrueAsync("some children", () => ProcessTree.Below(root).Count > 3);

        await new ProcessTarget("it", root).KillAsync(CancellationToken.None);

        await forking.WaitForExitAsync();
        await Eventually.BeTrueAsync("no child left", () => !ProcStat.ReadAll().Any(process => !process.IsZombie && WasStartedWith(process.Pid, mark)));
    }

    [Fact]
    public async Task A_process_that_got_the_same_number_later_is_left_alone()
    {
        var target = new ProcessTarget("it", _root with { Start = _root.Start - 1 });

        await Should.ThrowAsync<FaultRefusedException>(() => target.KillAsync(CancellationToken.None));
        await Should.ThrowAsync<FaultRefusedException>(() => target.PauseAsync(CancellationToken.None));

        _root.IsAlive().ShouldBeTrue();
        ProcStat.Read(_root.Pid)!.IsStopped.ShouldBeFalse();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    public void What_would_mean_many_processes_is_no_identity(int pid) => ProcessIdentity.Of(pid).ShouldBeNull();

    public void Dispose()
    {
        if (!_shell.HasExited) _shell.Kill(entireProcessTree: true);
        _shell.Dispose();
    }

    private static bool WasStartedWith(int pid, string argument)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline").Split('\0').Contains(argument);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private async Task<IReadOnlyList<ProcessIdentity>> BelowAsync()
        => await Eventually.BeAsync("two children", _ => Task.FromResult(ProcessTree.Below(_root)), below => below.Count == 2);
}
