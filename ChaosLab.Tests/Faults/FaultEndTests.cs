extern alias hosting;

using ChaosLab.Hosting.Faults;
using ChaosLab.Hosting.Faults.Journal;
using ChaosLab.Tests.Support;
using hosting::ChaosLab.Hosting.Bridge.Wire;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Faults;

/// <summary>How faults end that fail, that race their end, and that end together.</summary>
[Collection(SharedLabDefinition.Name)]
public sealed class FaultEndTests(SharedLab shared) : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("chaoslab-end-");

    private string Journal => Path.Combine(_directory.FullName, FaultJournal.FileName);

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task What_is_refused_before_it_acts_undoes_nothing()
    {
        var kind = new FakeKind { Failure = new FaultRefusedException(Refusal.Conflict, "so already, and not by this lab"), Leftover = "somebody else's" };
        await using var bench = new FaultBench(shared, kind, Journal);

        var record = await EndAsync(bench);

        record.State.ShouldBe(FaultState.Failed);
        record.Message.ShouldBe("so already, and not by this lab");
        kind.Calls.ShouldBeEmpty();
        bench.Steps.ShouldBe(["intent", "refused"]);
    }

    [Fact]
    public async Task What_failed_half_way_is_stuck_unless_its_undo_is_proven()
    {
        var kind = new FakeKind { Failure = new InvalidOperationException("it broke."), Leftover = "half of it is there" };
        await using var bench = new FaultBench(shared, kind, Journal);

        var record = await EndAsync(bench);

        record.State.ShouldBe(FaultState.Stuck);
        record.Message!.ShouldContain("it broke; half of it is there");
        bench.Open.ShouldBe(["f-1"]);
        bench.Book.Present.Count().ShouldBe(1);

        kind.Leftover = null;
        (await bench.Removal.RetryAsync(bench.Book.Find("f-1")!, CancellationToken.None)).State.ShouldBe(FaultState.Recovered);
        bench.Open.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_failed_half_way_and_is_undone_has_failed()
    {
        var kind = new FakeKind { Failure = new InvalidOperationException("it broke.") };
        await using var bench = new FaultBench(shared, kind, Journal);

        (await EndAsync(bench)).State.ShouldBe(FaultState.Failed);
        kind.Calls.ShouldBe(["lift f-1", "lifted f-1"]);
        bench.Steps.ShouldBe(["intent", "undo", "undone"]);
    }

    [Fact]
    public async Task What_is_on_its_way_arrives_before_the_undo()
    {
        var inFlight = new TaskCompletionSource();
        FakeKind kind = null!;
        kind = new FakeKind
        {
            Acting = async ct =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, ct).ContinueWith(_ => { }, TaskScheduler.Default);
                kind.Calls.Enqueue("asked to end");
                await inFlight.Task;
                kind.Calls.Enqueue("put once more");
                return "";
            },
        };
        await using var bench = new FaultBench(shared, kind, Journal);
        var run = await bench.InjectAsync();

        var lifting = FaultRunner.LiftAsync(run, CancellationToken.None);
        await Eventually.BeTrueAsync("it is asked to end", () => !kind.Calls.IsEmpty);
        inFlight.SetResult();
        await lifting.WaitAsync(TimeSpan.FromSeconds(60));

        kind.Calls.ShouldBe(["asked to end", "put once more", "lift f-1", "lifted f-1"]);
    }

    [Fact]
    public async Task A_halt_that_comes_while_a_fault_is_being_accepted_keeps_it_from_acting()
    {
        FaultBench bench = null!;
        var kind = new FakeKind { Preparing = () => bench.Halt.Halt(new HaltRequest("enough")) };
        await using var opened = bench = new FaultBench(shared, kind, Journal);

        Should.Throw<FaultRefusedException>(() => bench.Runner.Start(new FaultRequest("stubborn", "analytics"))).Message.ShouldContain("The lab is halted (enough)");

        kind.Acted.ShouldBeEmpty();
        kind.Calls.ShouldBeEmpty();
        bench.Steps.ShouldBe(["intent", "refused"]);
        bench.Book.Present.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("halt")]
    [InlineData("controller")]
    [InlineData("stop")]
    [InlineData("remove")]
    public async Task What_is_still_on_its_way_when_it_is_to_end_never_acts(string by)
    {
        var begun = new TaskCompletionSource();
        var kind = new FakeKind
        {
            OnItsWay = ct =>
            {
                begun.SetResult();
                return Task.Delay(Timeout.InfiniteTimeSpan, ct);
            },
        };
        await using var bench = new FaultBench(shared, kind, Journal);
        var run = bench.Runner.Start(new FaultRequest("stubborn", "analytics"));
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(60));

        await EndAsync(bench, run, by).WaitAsync(TimeSpan.FromSeconds(60));

        var record = await run.WaitAsync(_ => false, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));
        record.State.ShouldBe(FaultState.NoEffect);
        record.Message!.ShouldContain("it did not act");
        record.ActedAt.ShouldBeNull();
        kind.Acted.ShouldBeEmpty();
        kind.Calls.ShouldBe(["lift f-1", "lifted f-1"]);
        bench.Steps.ShouldBe(["intent", "undo", "undone"]);
    }

    [Theory]
    [InlineData("halt")]
    [InlineData("controller")]
    [InlineData("stop")]
    public async Task What_acts_in_one_moment_is_called_back_before_it(string by)
    {
        var begun = new TaskCompletionSource();
        var kind = new FakeKind
        {
            Course = FaultCourse.Momentary,
            OnItsWay = ct =>
            {
                begun.SetResult();
                return Task.Delay(Timeout.InfiniteTimeSpan, ct);
            },
        };
        await using var bench = new FaultBench(shared, kind, Journal);
        var run = bench.Runner.Start(new FaultRequest("stubborn", "analytics"));
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(60));

        await EndAsync(bench, run, by).WaitAsync(TimeSpan.FromSeconds(60));

        kind.Acted.ShouldBeEmpty();
        bench.Open.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_on_its_way_is_called_back_at_once_whatever_is_undone_before_it()
    {
        var begun = new TaskCompletionSource();
        var first = true;
        var kind = new FakeKind
        {
            Holds = true,
            OnItsWay = ct =>
            {
                if (!first) return Task.CompletedTask;
                first = false;
                begun.SetResult();
                return Task.Delay(Timeout.InfiniteTimeSpan, ct);
            },
        };
        await using var bench = new FaultBench(shared, kind, Journal);
        bench.Runner.Start(new FaultRequest("stubborn", "analytics"));
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await bench.InjectAsync();

        var ending = bench.Runner.LiftAllAsync(_ => { }, CancellationToken.None);
        await Eventually.BeTrueAsync("both are being undone", () => kind.Calls.Count == 2);
        kind.Release();
        await ending.WaitAsync(TimeSpan.FromSeconds(60));

        kind.Acted.ShouldBe(["f-2"]);
    }

    [Fact]
    public async Task A_fault_that_nobody_gave_a_time_ends_after_an_hour()
    {
        var clock = new ManualClock();
        var kind = new FakeKind();
        await using var bench = new FaultBench(shared, kind, Journal, clock: clock);
        var run = await bench.InjectAsync();
        await run.WaitAsync(record => record.EffectSeenAt is not null, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));
        await Eventually.BeTrueAsync("its time runs", () => clock.Waiting >= 2);

        run.Record.EndsAt.ShouldBe(run.Record.ActedAt!.Value.AddHours(1));
        clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1));
        await Task.Delay(200);
        run.Record.State.ShouldBe(FaultState.Active);
        kind.Calls.ShouldBeEmpty();

        clock.Advance(TimeSpan.FromSeconds(1));
        var record = await run.WaitAsync(seen => seen.LiftedAt is not null, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));
        record.LiftedAt.ShouldBe(record.EndsAt);
        kind.Calls.ShouldBe(["lift f-1", "lifted f-1"]);
    }

    [Theory]
    [InlineData("halt")]
    [InlineData("controller")]
    public async Task All_together_end_in_reverse_on_each_target(string by)
    {
        var kind = new FakeKind { Holds = true };
        await using var bench = new FaultBench(shared, kind, Journal);
        foreach (var target in (string[])["analytics", "catalog", "analytics"]) await bench.InjectAsync(target);

        var ending = by == "halt" ? bench.Runner.LiftAllAsync(_ => { }, CancellationToken.None) : bench.ControllerEndsAsync();
        await Eventually.BeTrueAsync("the last of each target is being undone", () => kind.Calls.Count == 2);
        kind.Calls.Order().ShouldBe(["lift f-2", "lift f-3"]);

        // The controller ends once more meanwhile, which changes nothing.
        if (by == "controller") await bench.ControllerEndsAsync();
        kind.Release();
        await ending.WaitAsync(TimeSpan.FromSeconds(60));

        var calls = kind.Calls.ToArray();
        calls.Length.ShouldBe(6);
        Array.IndexOf(calls, "lifted f-3").ShouldBeLessThan(Array.IndexOf(calls, "lift f-1"));
    }

    private static Task EndAsync(FaultBench bench, FaultRun run, string by) => by switch
    {
        "halt" => bench.Runner.LiftAllAsync(_ => { }, CancellationToken.None),
        "controller" => bench.ControllerEndsAsync(),
        "stop" => bench.ReleaseAsync(),
        _ => FaultRunner.LiftAsync(run, CancellationToken.None),
    };

    private static Task<FaultRecord> EndAsync(FaultBench bench)
        => bench.Runner.Start(new FaultRequest("stubborn", "analytics")).WaitAsync(_ => false, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));
}
