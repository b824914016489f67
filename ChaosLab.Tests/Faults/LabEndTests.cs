extern alias hosting;

using ChaosLab.Hosting.Faults;
using ChaosLab.Hosting.Faults.Journal;
using ChaosLab.Tests.Support;
using hosting::ChaosLab.Hosting.Bridge.Wire;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Faults;

/// <summary>What becomes of a fault when the lab ends under it, and at the next start.</summary>
[Collection(SharedLabDefinition.Name)]
public sealed class LabEndTests(SharedLab shared) : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("chaoslab-end-");

    private string Journal => Path.Combine(_directory.FullName, FaultJournal.FileName);

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task What_outlasts_the_lab_is_undone_before_a_stop()
    {
        var kind = new FakeKind { Outlasts = true };
        await using (var bench = new FaultBench(shared, kind, Journal))
        {
            await bench.InjectAsync("analytics");
            await bench.InjectAsync("analytics");
            await bench.ReleaseAsync();

            kind.Calls.ShouldBe(["lift f-2", "lifted f-2", "lift f-1", "lifted f-1"]);
            Should.Throw<FaultRefusedException>(() => bench.Runner.Start(new FaultRequest("stubborn", "catalog"))).Message.ShouldContain("the lab stops");
        }

        FaultJournal.Open(FaultJournal.Read(Journal)).ShouldBeEmpty();
        FaultJournal.Read(Journal).Select(entry => entry.Step).ShouldNotContain("left");
    }

    [Fact]
    public async Task What_ends_with_the_lab_is_only_let_go()
    {
        var kind = new FakeKind();
        await using (var bench = new FaultBench(shared, kind, Journal))
        {
            await bench.InjectAsync();
            await bench.ReleaseAsync();
        }

        kind.Calls.ShouldBe(["release f-1"]);
        FaultJournal.Read(Journal).Select(entry => entry.Step).ShouldBe(["intent", "acted", "ended"]);
    }

    [Fact]
    public async Task What_a_stop_could_not_undo_is_there_until_a_later_start_has()
    {
        var kind = new FakeKind { Outlasts = true, Leftover = "it is read-only" };
        await using (var first = new FaultBench(shared, kind, Journal))
        {
            await first.InjectAsync();
            await first.ReleaseAsync();
            first.Open.ShouldBe(["f-1"]);
        }

        await using (var second = new FaultBench(shared, kind, Journal, "run-2"))
        {
            second.Start();
            await Eventually.BeTrueAsync("an undo", () => second.Steps.Count(step => step == "stuck") == 2);
            var left = second.Book.Present.Single().Record;
            (left.Id, left.State).ShouldBe(("f-1-run-1", FaultState.Stuck));
            left.Message!.ShouldContain("it is read-only");

            // A new fault has the same number, and is another one.
            (await second.InjectAsync("catalog")).Record.Id.ShouldBe("f-1");
            second.Open.Length.ShouldBe(2);
        }

        kind.Leftover = null;
        await using var third = new FaultBench(shared, kind, Journal, "run-3");
        third.Start();
        await Eventually.BeTrueAsync("all undone", () => third.Open.Length == 0);
        third.Book.Present.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_start_that_is_killed_before_it_has_undone_leaves_it_to_the_next_one()
    {
        // Its undo never ends, as one that was killed.
        var kind = new FakeKind { Outlasts = true, Holds = true };
        await KilledAsync(kind, "analytics");
        await using (var killed = new FaultBench(shared, kind, Journal, "run-2"))
        {
            killed.Start();
            await Eventually.BeTrueAsync("an undo that goes on", () => !kind.Calls.IsEmpty);
            killed.Book.Present.Single().IsStuck.ShouldBeTrue("until it is proven it is shown");
            killed.Open.ShouldBe(["f-1"]);
        }

        var next = new FakeKind { Outlasts = true };
        await using var bench = new FaultBench(shared, next, Journal, "run-3");
        bench.Start();
        await Eventually.BeTrueAsync("all undone", () => bench.Open.Length == 0);
        next.Calls.First().ShouldBe("lift leftover on analytics");
        bench.Book.Present.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_restore_removes_is_closed_for_good()
    {
        var kind = new FakeKind { Outlasts = true, Leftover = "it is read-only" };
        await KilledAsync(kind, "analytics");
        await using var bench = new FaultBench(shared, kind, Journal, "run-2");
        bench.Start();
        await Eventually.BeTrueAsync("an undo", () => bench.Steps.Contains("stuck"));

        kind.Leftover = null;
        (await bench.Removal.RetryAsync(bench.Book.Present.Single(), CancellationToken.None)).State.ShouldBe(FaultState.Recovered);

        bench.Open.ShouldBeEmpty();
        bench.Book.Present.ShouldBeEmpty();
    }

    [Fact]
    public async Task Leftovers_of_one_target_are_undone_one_after_the_other()
    {
        var kind = new FakeKind { Outlasts = true, Holds = true };
        await KilledAsync(kind, "analytics", "analytics", "catalog");
        await using var bench = new FaultBench(shared, kind, Journal, "run-2");
        bench.Start();

        await Eventually.BeTrueAsync("one undo on each target", () => kind.Calls.Count == 2);
        bench.Book.Present.Count().ShouldBe(3);
        kind.Release();
        await Eventually.BeTrueAsync("all undone", () => bench.Open.Length == 0);
        FaultJournal.Read(Journal).Where(entry => entry is { Step: "undone", Target: "analytics" }).Select(entry => entry.Id).ShouldBe(["f-2", "f-1"]);
    }

    [Fact]
    public async Task What_ended_with_a_killed_lab_is_closed_and_not_undone()
    {
        var kind = new FakeKind();
        await KilledAsync(kind, "analytics");
        await using var bench = new FaultBench(shared, kind, Journal, "run-2");
        bench.Start();

        bench.Open.ShouldBeEmpty();
        bench.Book.Present.ShouldBeEmpty();
        kind.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_fault_whose_intent_cannot_be_written_never_acts()
    {
        Directory.CreateDirectory(Journal);
        var kind = new FakeKind { Acting = _ => throw new InvalidOperationException("it acted") };
        await using var bench = new FaultBench(shared, kind, Journal);

        Should.Throw<FaultRefusedException>(() => bench.Runner.Start(new FaultRequest("stubborn", "analytics"))).Message.ShouldContain("so nothing is done");

        bench.Book.All.ShouldBeEmpty();
        kind.Calls.ShouldBeEmpty();
    }

    // As if the lab was killed: the journal ends after the act.
    private async Task KilledAsync(FakeKind kind, params string[] targets)
    {
        var copy = Journal + ".killed";
        await using (var bench = new FaultBench(shared, kind, Journal))
        {
            foreach (var target in targets) await bench.InjectAsync(target);
            File.Copy(Journal, copy);
        }

        File.Move(copy, Journal, overwrite: true);
    }
}
