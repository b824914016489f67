using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Running;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Running;

public sealed class HypothesisRunnerTests
{
    [Fact]
    public async Task A_check_stops_at_the_first_probe_that_is_not_within_its_tolerance()
    {
        using var test = Of(Exits("one", 0), Exits("two", 1), Exits("three", 0));

        var check = await Runner(test).CheckAsync("now", CancellationToken.None);

        check!.Met.ShouldBeFalse();
        check.Probes.Select(probe => probe.Name).ShouldBe(["one", "two"]);
        HypothesisRunner.Why(check.Probes[^1]).ShouldStartWith("two: ");
    }

    [Fact]
    public async Task Without_probes_there_is_nothing_to_check()
    {
        using var test = new TestScope();

        (await Runner(test).CheckAsync("now", CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_check_that_is_interrupted_says_nothing()
    {
        using var test = Of(TestScope.Program("waits", "sleep", "600"));
        using var cancelled = new CancellationTokenSource();

        var checking = Runner(test).CheckAsync("now", cancelled.Token);
        await Eventually.BeTrueAsync("it runs", () => test.Scope.Log.Events.Count > 0);
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(checking);
        test.Scope.Log.Events.ShouldNotContain(happened => happened.Kind == RunEventKind.SteadyState);
    }

    [Fact]
    public async Task It_is_checked_again_and_again_until_the_method_is_over()
    {
        using var test = Of(Exits("one", 0));
        using var over = new CancellationTokenSource();

        var checking = Runner(test).CheckContinuouslyAsync(failFast: false, over.Token);
        await Eventually.BeTrueAsync("three checks", () => test.Scope.Log.Events.Count(happened => happened.Kind == RunEventKind.SteadyState) >= 3);
        await over.CancelAsync();

        (await checking).ShouldAllBe(check => check.Met);
    }

    [Fact]
    public async Task Failing_fast_it_ends_with_the_first_deviation()
    {
        using var test = Of(Exits("one", 1));

        var checks = await Runner(test).CheckContinuouslyAsync(failFast: true, CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(1));

        checks.ShouldHaveSingleItem().Met.ShouldBeFalse();
    }

    private static TestScope Of(params Activity[] probes) => new(new Experiment
    {
        Title = "test",
        Description = "test",
        Source = [],
        Hypothesis = new SteadyStateHypothesis("all is well", probes, []),
        Runtime = new RuntimeStrategies(Frequency: TimeSpan.FromMilliseconds(10)),
    });

    private static HypothesisRunner Runner(TestScope test) => new(test.Scope, test.Activities);

    private static Activity Exits(string name, int code)
        => TestScope.Program(name, "sh", "-c", $"exit {code}") with { Type = ActivityType.Probe, Tolerance = new ScalarTolerance(JsonValue.Create(0)) };
}
