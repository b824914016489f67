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

        var checking = Runner(test).CheckContinuouslyAsync(failFast: false, 0, over.Token, CancellationToken.None);
        await Eventually.BeTrueAsync("three checks", () => test.Scope.Log.Events.Count(happened => happened.Kind == RunEventKind.SteadyState) >= 3);
        await over.CancelAsync();

        var made = await checking;
        made.Checks.ShouldAllBe(check => check.Met);
        made.Unknown.ShouldBeNull();
        made.FailedFast.ShouldBeFalse();
    }

    [Fact]
    public async Task Failing_fast_it_ends_with_the_first_deviation()
    {
        using var test = Of(Exits("one", 1));

        var made = await Runner(test).CheckContinuouslyAsync(failFast: true, 0, CancellationToken.None, CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(1));

        made.Checks.ShouldHaveSingleItem().Met.ShouldBeFalse();
        made.FailedFast.ShouldBeTrue();
    }

    [Fact]
    public async Task Failing_fast_by_a_ratio_it_ends_once_so_many_checks_deviated()
    {
        var marks = Directory.CreateTempSubdirectory("chaoslab-marks-");
        try
        {
            // Met twice, then never again: 1 of 3, 2 of 4.
            using var test = Of(Runs("two marks", 0, "sh", "-c", $"cd {marks.FullName}; [ -e one ] || {{ touch one; exit 0; }}; [ -e two ] || {{ touch two; exit 0; }}; exit 1"));

            var made = await Runner(test).CheckContinuouslyAsync(failFast: true, 50, CancellationToken.None, CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(1));

            made.Checks.Select(check => check.Met).ShouldBe([true, true, false, false]);
            made.FailedFast.ShouldBeTrue();
        }
        finally
        {
            marks.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_probe_that_hangs_when_the_method_ends_is_a_deviation_by_its_own_time_out()
    {
        using var test = Of(Hangs(TimeSpan.FromMilliseconds(500)));
        using var over = new CancellationTokenSource();

        var checking = Runner(test).CheckContinuouslyAsync(failFast: false, 0, over.Token, CancellationToken.None);
        await Eventually.BeTrueAsync("it runs", () => test.Scope.Log.Events.Count > 0);
        await over.CancelAsync();
        var made = await checking.WaitAsync(TimeSpan.FromMinutes(1));

        made.Checks.ShouldHaveSingleItem().Met.ShouldBeFalse();
        HypothesisRunner.Why(made.Checks[0].Probes[0]).ShouldContain("took longer than 0.5 s");
        made.Unknown.ShouldBeNull();
    }

    [Fact]
    public async Task A_probe_without_an_end_leaves_the_steady_state_unknown()
    {
        using var test = Of(Hangs(null));
        using var over = new CancellationTokenSource();
        await over.CancelAsync();

        var made = await new HypothesisRunner(test.Scope, test.Activities, TimeSpan.FromMilliseconds(300))
            .CheckContinuouslyAsync(failFast: false, 0, over.Token, CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(1));

        made.Checks.ShouldBeEmpty();
        made.Unknown.ShouldBe("the check that ran when the method ended was not done 300 ms later");
    }

    [Fact]
    public async Task A_method_that_is_over_at_once_is_checked_once()
    {
        using var test = Of(Exits("one", 1));
        using var over = new CancellationTokenSource();
        await over.CancelAsync();

        var made = await Runner(test).CheckContinuouslyAsync(failFast: false, 0, over.Token, CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(1));

        made.Checks.ShouldHaveSingleItem().Met.ShouldBeFalse();
    }

    [Fact]
    public async Task An_abort_gives_the_running_check_up()
    {
        using var test = Of(Hangs(null));
        using var abort = new CancellationTokenSource();

        var checking = Runner(test).CheckContinuouslyAsync(failFast: false, 0, CancellationToken.None, abort.Token);
        await Eventually.BeTrueAsync("it runs", () => test.Scope.Log.Events.Count > 0);
        await abort.CancelAsync();

        (await checking.WaitAsync(TimeSpan.FromMinutes(1))).Checks.ShouldBeEmpty();
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

    private static Activity Exits(string name, int code) => Runs(name, 0, "sh", "-c", $"exit {code}");

    private static Activity Hangs(TimeSpan? timeout)
    {
        var probe = Runs("hangs", 0, "sleep", "600");
        return probe with { Provider = ((ProcessProvider)probe.Provider) with { Timeout = timeout } };
    }

    private static Activity Runs(string name, int expected, params string[] command)
        => TestScope.Program(name, command) with { Type = ActivityType.Probe, Tolerance = new ScalarTolerance(JsonValue.Create(expected)) };
}
