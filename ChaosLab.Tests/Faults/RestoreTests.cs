using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ChaosLab.Hosting.Faults.Targets;
using ChaosLab.Hosting.Restoring;
using ChaosLab.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Faults;

/// <summary>A restore brings the lab back from any state, or names what it could not bring back.</summary>
[Collection(SharedLabDefinition.Name)]
public sealed class RestoreTests(SharedLab shared) : SharedLabTest(shared)
{
    /// <summary>Enough for a service to start, and less than anybody gives a lab: two tests wait until it is over.</summary>
    private static readonly RestoreTimes Times = new(Limit: TimeSpan.FromSeconds(40), Patience: TimeSpan.FromSeconds(12));

    private readonly Lab _lab = shared.Lab;

    [Fact]
    public async Task What_was_frozen_from_outside_runs_again_and_nothing_of_it_is_lost()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Asks /proc whether a process is frozen.");
        var pids = (Analytics: await _lab.PidAsync("analytics"), Catalog: await _lab.PidAsync("catalog"));
        await SignalAsync("STOP", pids.Analytics);
        await SignalAsync("STOP", pids.Catalog);
        StartedProcess.Of(pids.Analytics).IsStopped.ShouldBeTrue();

        var (success, told) = await RestoreAsync();

        success.ShouldBeTrue(told);
        told.ShouldContain("Resumed analytics, which was frozen from outside.");
        told.ShouldContain("Resumed catalog");
        (await _lab.PidAsync("analytics"), await _lab.PidAsync("catalog")).ShouldBe((pids.Analytics, pids.Catalog));
        await _lab.HealthyAsync();
    }

    [Fact]
    public async Task A_fault_in_a_service_that_is_frozen_from_outside_is_removed_too()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Asks /proc whether a process is frozen.");
        await _lab.InjectFeltAsync("http-error", "catalog");
        await SignalAsync("STOP", await _lab.PidAsync("catalog"));

        var (success, told) = await RestoreAsync();

        success.ShouldBeTrue(told);
        using var catalog = _lab.ClientOf("catalog");
        (await catalog.JsonAsync("/chaos/faults")).GetProperty("faults").GetArrayLength().ShouldBe(0);
        await _lab.HealthyAsync();
    }

    [Fact]
    public async Task What_hangs_whatever_is_tried_is_started_anew()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Freezes a process by a signal.");
        var pid = await _lab.PidAsync("analytics");
        using var over = new CancellationTokenSource();
        var holding = HoldAsync(ProcessIdentity.Of(pid)!, over.Token);
        await Eventually.BeTrueAsync("a frozen process", () => StartedProcess.Of(pid).IsStopped);

        var (success, told) = await RestoreAsync();
        await over.CancelAsync();
        await holding;

        success.ShouldBeTrue(told);
        told.ShouldContain("Starting analytics anew: it is not well after");
        told.ShouldNotContain("Starting web-1 anew", Case.Sensitive, "who only misses it needs no new start");
        (await _lab.PidAsync("analytics")).ShouldNotBe(pid);
        await _lab.HealthyAsync();
    }

    [Fact]
    public async Task What_cannot_become_well_is_named_and_everything_else_is_restored_all_the_same()
    {
        using var analytics = _lab.ClientOf("analytics");
        await _lab.PressOkAsync("analytics", "stop");
        await _lab.PressOkAsync("catalog", "stop");
        await _lab.InjectFeltAsync("latency", "web->cache", ("latency", "100ms"));

        // Its port is somebody else's now, so that it cannot start.
        using (var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            taken.Bind(new IPEndPoint(IPAddress.Loopback, analytics.BaseAddress!.Port));
            taken.Listen();
            var clock = Stopwatch.StartNew();
            var (success, told) = await RestoreAsync();

            success.ShouldBeFalse(told);
            clock.Elapsed.ShouldBeLessThan(Times.Limit + TimeSpan.FromSeconds(30));
            var end = told.Split('\n')[^1];
            end.ShouldContain("Not healthy: analytics (");
            end.ShouldNotContain("catalog");
            told.ShouldContain("Starting analytics anew");
            told.ShouldContain("Lifted latency on web->cache");
            await _lab.NoToxicsAsync(TimeSpan.Zero);
            using var catalog = _lab.ClientOf("catalog");
            (await catalog.GetStringAsync("/health")).ShouldBe("""{"status":"ok"}""");
        }

        var (restored, said) = await RestoreAsync();
        restored.ShouldBeTrue(said);
        await _lab.HealthyAsync();
    }

    private async Task<(bool Success, string Told)> RestoreAsync()
    {
        var told = new List<string>();
        var success = false;
        using var restore = ActivatorUtilities.CreateInstance<LabRestore>(_lab.App.Services, Times);
        await foreach (var step in restore.RunAsync(TestContext.Current.CancellationToken))
        {
            told.Add(step.Message!);
            success = step.Success == true;
        }

        return (success, string.Join('\n', told));
    }

    // Frozen again as soon as it is woken, for as long as it lives.
    private static async Task HoldAsync(ProcessIdentity process, CancellationToken over)
    {
        while (!over.IsCancellationRequested && Signals.Send(process, Signals.Stop)) await Task.Delay(10, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task SignalAsync(string signal, int pid)
    {
        using var kill = Process.Start("kill", [$"-{signal}", pid.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        kill.ExitCode.ShouldBe(0);
        await Eventually.BeTrueAsync("a frozen process", () => StartedProcess.Of(pid).IsStopped);
    }
}
