using System.Diagnostics;
using ChaosLab.EmbeddedHost.Guard;
using ChaosLab.EmbeddedHost.Processes;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.EmbeddedHost.Guard;

public sealed class GuardTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly string _journal = Path.GetTempFileName();

    public GuardTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "process identities and sessions as Linux has them");

    [Fact]
    public async Task When_its_owner_ends_the_guard_ends_what_it_was_told_and_nothing_else()
    {
        using var told = Sleep();
        using var toldAndEnded = Sleep();
        using var otherStart = Sleep();
        using var guard = StartGuard();

        Tell(guard, $"add {Identity(told)}", $"add {Identity(toldAndEnded)}", $"del {Identity(toldAndEnded)}",
            $"add {Identity(otherStart) with { StartToken = 1 }}");
        guard.StandardInput.Close();

        await Eventually.BeTrueAsync("the told process gone", () => told.HasExited, Limit);
        await guard.WaitForExitAsync(new CancellationTokenSource(Limit).Token);
        guard.ExitCode.ShouldBe(0);
        File.Exists(_journal).ShouldBeFalse();
        toldAndEnded.HasExited.ShouldBeFalse();
        otherStart.HasExited.ShouldBeFalse();
        toldAndEnded.Kill();
        otherStart.Kill();
    }

    [Fact]
    public async Task What_carries_the_mark_of_the_run_is_found_wherever_it_went()
    {
        var run = Guid.NewGuid().ToString("N");
        var start = new ProcessStartInfo("sh", ["-c", "setsid sleep 600 & echo $!"]) { RedirectStandardOutput = true };
        start.Environment[ProcessTree.Mark] = run;
        using var shell = Process.Start(start)!;
        var lost = ProcessIdentity.Read(int.Parse((await shell.StandardOutput.ReadLineAsync())!, System.Globalization.CultureInfo.InvariantCulture))!.Value;

        using var guard = StartGuard();
        Tell(guard, $"run {run}");
        guard.StandardInput.Close();

        await Eventually.BeTrueAsync("the daemon gone", () => !lost.IsAlive, Limit);
    }

    [Fact]
    public async Task Leftovers_of_a_dead_program_are_ended_at_the_next_start()
    {
        using var left = Sleep();
        using var ended = Process.Start("true");
        var dead = Identity(left) with { StartToken = 1 };
        await ended.WaitForExitAsync();
        var journal = Path.Combine(StateDirectory.Journals, $"{Guid.NewGuid():N}.journal");
        await File.WriteAllLinesAsync(journal, [$"owner {dead}", $"add {Identity(left)}", "add 12"]);

        await Leftovers.SweepAsync();

        await left.WaitForExitAsync(new CancellationTokenSource(Limit).Token);
        File.Exists(journal).ShouldBeFalse();
    }

    [Fact]
    public async Task What_belongs_to_a_living_program_is_left_alone()
    {
        using var own = Sleep();
        var journal = Path.Combine(StateDirectory.Journals, $"{Guid.NewGuid():N}.journal");
        await File.WriteAllLinesAsync(journal, [$"owner {ProcessIdentity.Current}", $"add {Identity(own)}"]);

        await Leftovers.SweepAsync();

        own.HasExited.ShouldBeFalse();
        File.Exists(journal).ShouldBeTrue();
        File.Delete(journal);
        own.Kill();
    }

    public void Dispose() => File.Delete(_journal);

    private static Process Sleep() => Process.Start("setsid", ["sleep", "600"]);

    private static ProcessIdentity Identity(Process process) => ProcessIdentity.Read(process.Id)!.Value;

    private static void Tell(Process guard, params string[] lines)
    {
        foreach (var line in lines) guard.StandardInput.WriteLine(line);
    }

    private Process StartGuard()
    {
        var assembly = typeof(GuardProgram).Assembly.Location;
        return Process.Start(new ProcessStartInfo(DotnetHost.Path, ["exec", assembly, GuardProgram.Verb, _journal]) { RedirectStandardInput = true })!;
    }
}
