using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Load;
using ChaosLab.ChaosController.Load.Figures;
using ChaosLab.ChaosController.Verdicts;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Verdicts;

/// <summary>In which seconds customers waited longer than the file allows.</summary>
public sealed class SlowSecondsTests
{
    private static readonly LatencyLimit Limit = new(TimeSpan.FromMilliseconds(500), OfMedian: false, []);

    private readonly List<int[]> _latencies = [];

    [Fact]
    public void Seconds_beyond_the_limit_are_slow()
    {
        Each(3, 100, 200);
        Each(2, 100, 600);
        Each(1, 100, 500);

        Slow(Limit).ShouldBe([3, 4]);
    }

    [Fact]
    public void Without_a_limit_nothing_is_slow()
    {
        Each(2, 100, 60_000);
        Slow().ShouldBeEmpty();
    }

    [Fact]
    public void One_slow_request_of_a_few_does_not_make_a_second_slow()
    {
        Each(2, 5, 100);
        _latencies.Add([100, 100, 100, 100, 900]);
        Each(8, 5, 100);

        Slow(Limit).ShouldBeEmpty();
    }

    [Fact]
    public void A_few_that_are_slow_again_and_again_do()
    {
        Each(4, 5, 900);
        Each(8, 5, 100);

        // The last of the slow ones is judged with the three after it: 5 of 20 are beyond the limit.
        Slow(Limit).ShouldBe([0, 1, 2, 3]);
    }

    [Fact]
    public void The_end_of_a_load_is_judged_by_what_is_there()
    {
        Each(3, 5, 100);
        Each(1, 5, 900);
        Slow(Limit).ShouldContain(3);
    }

    [Fact]
    public void The_median_is_held_to_a_limit_of_the_median()
    {
        _latencies.Add([.. Enumerable.Repeat(10, 60), .. Enumerable.Repeat(900, 40)]);

        Slow(Limit with { OfMedian = true }).ShouldBeEmpty();
        Slow(Limit).ShouldBe([0]);
    }

    [Fact]
    public void Limits_are_the_objectives_and_the_latency_probes_of_the_hypothesis()
    {
        var experiment = new Experiment
        {
            Title = "test", Description = "test", Source = [],
            Hypothesis = new SteadyStateHypothesis("The shop is quick",
            [
                Probe("latency", new BoundsTolerance(0, 300), new JsonObject { ["operation"] = "purchase" }),
                Probe("latency", new RangeTolerance(0, 80, null), new JsonObject { ["quantile"] = "p50" }),
                Probe("error-rate", new BoundsTolerance(0, 0.01), []),
                Probe("latency", new ScalarTolerance(JsonValue.Create(7)), []),
            ], []),
            Lab = new LabExtension { Slo = new SloSpec { P95 = TimeSpan.FromSeconds(1), P99 = TimeSpan.FromSeconds(2), Operations = ["browse"] } },
        };

        LatencyLimit.Of(experiment).Select(limit => (limit.Limit.TotalMilliseconds, limit.OfMedian, string.Join(",", limit.Operations))).ShouldBe(
            [(1000, false, "browse"), (2000, false, "browse"), (300, false, "purchase"), (80, true, "")]);
    }

    private static Activity Probe(string function, Tolerance tolerance, JsonObject arguments) => new()
    {
        Type = ActivityType.Probe, Name = function, Provider = new LabProvider(function, arguments, null), Tolerance = tolerance, Source = [],
    };

    private void Each(int seconds, int requests, int milliseconds)
    {
        for (var i = 0; i < seconds; i++) _latencies.Add([.. Enumerable.Repeat(milliseconds, requests)]);
    }

    private int[] Slow(params LatencyLimit[] limits)
    {
        var seconds = _latencies.Select((_, second) => new LoadSecond(second, Samples.At(second), Samples.Figures(_latencies[second].Length))).ToArray();
        return [.. SlowSeconds.Of(limits, seconds, Between).Order()];
    }

    private LoadFigures Between(DateTimeOffset from, DateTimeOffset to, IReadOnlyCollection<string>? operations)
    {
        var tally = new Tally();
        foreach (var latency in _latencies.Take((int)(to - Samples.Start).TotalSeconds).Skip((int)(from - Samples.Start).TotalSeconds).SelectMany(second => second))
        {
            tally.Due(late: false);
            tally.Answered(200, true, latency * 1000L);
        }

        return tally.ToFigures();
    }
}
