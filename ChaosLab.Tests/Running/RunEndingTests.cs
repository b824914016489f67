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
    private readonly RunFacts _facts = new();
    private TestScope? _test;

    public void Dispose()
    {
        _test?.Dispose();
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

    [Fact]
    public async Task Rollbacks_that_take_too_long_are_told_and_so_are_those_that_were_not_begun()
    {
        var ending = Begin(
            new RuntimeStrategies(), begun: true, TestScope.Program("hangs", "sleep", "600"), TestScope.Program("roll back", "touch", _rolledBack));
        await Eventually.BeTrueAsync("it hangs", () => _test!.Scope.Log.Events.Any(happened => happened.Kind == RunEventKind.ActivityStarted));
        _clock.Advance(TimeSpan.FromMinutes(5));
        await PassAsync(ending);

        _facts.Error.ShouldBe("the rollbacks: not done within 5 min 0 s, and not begun: 'roll back'");
        _facts.Rollbacks.ShouldHaveSingleItem().Error.ShouldBe("interrupted");
        File.Exists(_rolledBack).ShouldBeFalse();
    }

    [Theory]
    [InlineData("OnceBegun", true, null, false, true)]
    [InlineData("OnceBegun", false, null, false, false)]
    [InlineData("OnceBegun", true, null, true, true)]
    [InlineData("Always", false, null, false, true)]
    [InlineData("Always", true, null, true, true)]
    [InlineData("Never", true, false, true, false)]
    [InlineData("Deviated", true, true, false, false)]
    [InlineData("Deviated", true, false, false, true)]
    [InlineData("Deviated", true, null, true, false)]
    [InlineData("Default", true, false, false, true)]
    [InlineData("Default", false, null, false, true)]
    [InlineData("Default", true, null, true, false)]
    public async Task Rollbacks_are_run_as_the_strategy_says(string strategy, bool begun, bool? met, bool aborted, bool expected)
    {
        if (met is { } held) _facts.During = [new SteadyStateCheck(ManualClock.Start, held, [Probe(succeeded: true, held)])];
        if (aborted) _abort.Request("a test asks for it");

        await PassAsync(Begin(new RuntimeStrategies(Enum.Parse<RollbackStrategy>(strategy)), begun, TestScope.Program("roll back", "touch", _rolledBack)));

        File.Exists(_rolledBack).ShouldBe(expected);
        _facts.Rollbacks.Count.ShouldBe(expected ? 1 : 0);
    }

    [Fact]
    public async Task The_strategy_default_leaves_a_run_alone_whose_hypothesis_could_not_be_asked()
    {
        _facts.Before = new SteadyStateCheck(ManualClock.Start, false, [Probe(succeeded: false, null)]);

        await PassAsync(Begin(new RuntimeStrategies(RollbackStrategy.Default), begun: false, TestScope.Program("roll back", "touch", _rolledBack)));

        File.Exists(_rolledBack).ShouldBeFalse();
    }

    private Task Begin(RuntimeStrategies runtime, bool begun, params Activity[] rollbacks)
    {
        var experiment = new Experiment { Title = "test", Description = "test", Source = [], Runtime = runtime, Rollbacks = rollbacks };
        _test = new TestScope(experiment, _clock);
        if (begun) _facts.MethodStartedAt = _clock.GetUtcNow();
        var health = new HealthWatch(_test.Bridge, _probe, _test.Scope.Log, _clock);
        return new RunEnding(_test.Scope, _abort, _test.Activities, new HypothesisRunner(_test.Scope, _test.Activities), health, _facts).EndAsync();
    }

    private Task PassAsync(Task ending) => Eventually.BeTrueAsync("the end", () =>
    {
        if (_test!.Scope.Log.Events.Count(happened => happened.Kind == RunEventKind.ActivityStarted)
            == _test.Scope.Log.Events.Count(happened => happened.Kind == RunEventKind.ActivityEnded)) _clock.Advance(TimeSpan.FromSeconds(1));
        return ending.IsCompleted;
    });

    private static ActivityRecord Probe(bool succeeded, bool? met)
        => new("probe", ActivityType.Probe, succeeded, ManualClock.Start, ManualClock.Start, null, succeeded ? null : "it broke", met, null, false, []);
}
