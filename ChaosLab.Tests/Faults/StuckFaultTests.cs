extern alias hosting;

using ChaosLab.Hosting.Faults;
using ChaosLab.Hosting.Faults.Journal;
using ChaosLab.Hosting.Faults.Settings;
using ChaosLab.Hosting.Resources;
using ChaosLab.Tests.Support;
using hosting::ChaosLab.Hosting.Bridge.Wire;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Faults;

/// <summary>A fault whose removal is not proven is stuck, is shown, and keeps a restore from calling the lab well.</summary>
[Collection(SharedLabDefinition.Name)]
public sealed class StuckFaultTests(SharedLab shared)
{
    private readonly Lab _lab = shared.Lab;
    private readonly IServiceProvider _services = shared.Lab.App.Services;

    [Fact]
    public async Task An_undo_that_is_not_proven_is_stuck_until_a_later_one_is()
    {
        var directory = Directory.CreateTempSubdirectory("chaoslab-stuck-");
        try
        {
            var kind = new FakeKind { Leftover = "something is still there" };
            await using var bench = new FaultBench(shared, kind, Path.Combine(directory.FullName, FaultJournal.FileName));

            var run = await bench.InjectAsync();
            var record = await FaultRunner.LiftAsync(run, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));

            record.State.ShouldBe(FaultState.Stuck);
            record.Message!.ShouldContain("something is still there");
            bench.Book.Present.ShouldBe([run]);
            bench.Steps.ShouldBe(["intent", "acted", "undo", "stuck"]);

            kind.Leftover = null;
            (await bench.Removal.RetryAsync(run, CancellationToken.None)).State.ShouldBe(FaultState.Recovered);
            bench.Book.Present.ShouldBeEmpty();
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_pause_that_does_not_end_is_stuck_until_it_does()
    {
        var directory = Directory.CreateTempSubdirectory("chaoslab-stuck-");
        try
        {
            var target = new Sleeper { Wakes = false };
            await using var bench = new FaultBench(shared, new SleeperKind(target, _services.GetRequiredService<ResourceMonitor>()), Path.Combine(directory.FullName, FaultJournal.FileName));
            var run = bench.Runner.Start(new FaultRequest("pause", "analytics"));
            await run.WaitAsync(seen => seen.ActedAt is not null, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));

            var record = await FaultRunner.LiftAsync(run, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));
            record.State.ShouldBe(FaultState.Stuck);
            record.Message!.ShouldContain("the sleeper of analytics still stands still");
            bench.Open.ShouldBe(["f-1"]);

            target.Wakes = true;
            (await bench.Removal.RetryAsync(run, CancellationToken.None)).State.ShouldBe(FaultState.Recovered);
            bench.Open.ShouldBeEmpty();
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_start_that_does_not_succeed_is_told()
    {
        var monitor = _services.GetRequiredService<ResourceMonitor>();
        var resting = monitor.Find("web-3")!;

        (await ResourceStart.MissingAsync([monitor.Find("web-1")!, resting], monitor, TimeSpan.FromMilliseconds(300), CancellationToken.None))
            .ShouldNotBeNull().ShouldStartWith($"'web-3' is {monitor.Of(resting).State}");
        (await ResourceStart.MissingAsync([monitor.Find("web-1")!], monitor, TimeSpan.FromSeconds(60), CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_restore_names_it_and_is_no_success()
    {
        var kind = new FakeKind { Leftover = "something is still there" };
        var monitor = _services.GetRequiredService<ResourceMonitor>();
        var fault = kind.Prepare(monitor.Find("analytics")!, FaultOrder.Check(kind, new FaultRequest("stubborn", "analytics"), "f-stuck"));
        var stuck = new FaultRecord("f-stuck", "stubborn", "analytics", null, DateTimeOffset.UtcNow, null, null, null, null, null, FaultState.Stuck, "stuck");
        _services.GetRequiredService<FaultBook>().Add(new FaultRun(stuck, fault, null));

        var refused = await _lab.PressAsync("lab", "restore");
        kind.Leftover = null;
        await _lab.RestoreAsync();

        refused.Success.ShouldBeFalse();
        refused.Message!.ShouldContain("stubborn on analytics (f-stuck)");
    }
}
