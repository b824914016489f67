using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Ledger;
using ChaosLab.ChaosController.Running;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Running;

public sealed class RunEndingTests : IDisposable
{
    private readonly string _rolledBack = Path.Combine(Path.GetTempPath(), $"chaoslab-rolled-back-{Guid.NewGuid():N}");
    private readonly ManualClock _clock = new();
    private readonly RunAbort _abort = new();
    private readonly HealthProbe _probe = new();

    public void Dispose()
    {
        _abort.Dispose();
        _probe.Dispose();
        File.Delete(_rolledBack);
    }

    [Fact]
    public async Task The_longest_tail_costs_neither_the_last_check_nor_the_rollbacks()
    {
        var experiment = new Experiment
        {
            Title = "test",
            Description = "test",
            Source = [],
            Hypothesis = new SteadyStateHypothesis("All is well", [TestScope.Program("check", "true") with { Tolerance = new ScalarTolerance(JsonValue.Create(0)) }], []),
            Rollbacks = [TestScope.Program("roll back", "touch", _rolledBack)],
            Lab = new LabExtension { Load = new LoadSpec { Tail = TimeSpan.FromMinutes(10) } },
        };
        using var test = new TestScope(experiment, _clock);
        var facts = new RunFacts { MethodStartedAt = _clock.GetUtcNow() };
        var health = new HealthWatch(test.Bridge, _probe, test.Scope.Log, _clock);
        var ending = new RunEnding(test.Scope, _abort, test.Activities, new HypothesisRunner(test.Scope, test.Activities), health, facts).EndAsync();

        await Eventually.BeTrueAsync("the tail passes", () =>
        {
            if (facts.After is null && test.Scope.Log.Events.All(happened => happened.Kind != RunEventKind.ActivityStarted)) _clock.Advance(TimeSpan.FromSeconds(5));
            return File.Exists(_rolledBack);
        });
        await Eventually.BeTrueAsync("the end", () =>
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            return ending.IsCompleted;
        });

        (_clock.GetUtcNow() - ManualClock.Start).ShouldBeGreaterThan(TimeSpan.FromMinutes(10));
        facts.After.ShouldNotBeNull().Met.ShouldBeTrue();
        facts.Rollbacks.ShouldHaveSingleItem().Succeeded.ShouldBeTrue();
        test.Scope.Log.Events.ShouldNotContain(happened => happened.Text.Contains("not done in time"));
    }

    [Fact]
    public async Task What_the_load_bought_and_gave_back_is_kept_even_when_the_books_cannot_be_read()
    {
        using var test = new TestScope(clock: _clock);
        test.Scope.Load = new EndedLoad { ReturnAttempts = [new ReturnAttempt("o-1", Acknowledged: true), new ReturnAttempt("o-2", Acknowledged: false)] };
        test.Scope.Purchases.Add(new Purchase(
            "load-test-1", "anna", "book", 9.99m, ManualClock.Start, ManualClock.Start.AddSeconds(1), PurchaseOutcome.Ok, "o-1", "p-1", 200));
        var facts = new RunFacts();
        var health = new HealthWatch(test.Bridge, _probe, test.Scope.Log, _clock);
        var ending = new RunEnding(test.Scope, _abort, test.Activities, new HypothesisRunner(test.Scope, test.Activities), health, facts).EndAsync();

        await Eventually.BeTrueAsync("the end", () =>
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            return ending.IsCompleted;
        });

        test.Scope.Purchases.Returns.ShouldBe([new ReturnAttempt("o-1", Acknowledged: true), new ReturnAttempt("o-2", Acknowledged: false)]);
        facts.Ledger.ShouldNotBeNull().Problem.ShouldNotBeNull();
        var history = JsonNode.Parse(await File.ReadAllTextAsync(test.Scope.Folder.History, CancellationToken.None))!.AsArray();
        history.Select(operation => $"{operation!["type"]} {operation["f"]}").ShouldBe(["invoke add", "ok add"]);
    }
}
