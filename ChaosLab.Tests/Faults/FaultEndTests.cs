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

    private static Task<FaultRecord> EndAsync(FaultBench bench)
        => bench.Runner.Start(new FaultRequest("stubborn", "analytics")).WaitAsync(_ => false, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));
}
