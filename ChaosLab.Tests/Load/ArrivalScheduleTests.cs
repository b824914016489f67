using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Load.Arrivals;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Load;

/// <summary>When requests are due, for every pattern.</summary>
public sealed class ArrivalScheduleTests
{
    private const double Second = 1e6;

    [Fact]
    public void A_constant_load_is_an_exact_grid()
    {
        var schedule = Create(new LoadPhase(ArrivalPattern.Constant, 300, null, null));

        for (var i = 0; i < 100_000; i++) schedule.Take().ShouldBe((long)(i * Second / 300));
    }

    [Fact]
    public void A_ramp_has_the_arrivals_of_its_mean_rate_and_grows_evenly()
    {
        var times = Within(10, new LoadPhase(ArrivalPattern.Ramp, 100, 500, TimeSpan.FromSeconds(10)));

        times.Length.ShouldBe(3000);
        for (var second = 0; second < 10; second++)
            ((double)times.Count(at => (int)(at / Second) == second)).ShouldBe(100 + (40 * second) + 20, tolerance: 1);
    }

    [Fact]
    public void A_falling_ramp_ends_and_goes_on_at_its_last_rate()
    {
        var times = Within(20, new LoadPhase(ArrivalPattern.Ramp, 500, 10, TimeSpan.FromSeconds(10)));

        times.Count(at => at < 10 * Second).ShouldBe(2550);
        times.Count(at => at >= 10 * Second).ShouldBe(100);
    }

    [Fact]
    public void A_spike_is_high_in_its_middle_third()
    {
        var times = Within(12, new LoadPhase(ArrivalPattern.Spike, 10, 1000, TimeSpan.FromSeconds(9)));

        times.Count(at => at < 3 * Second).ShouldBe(30);
        times.Count(at => at >= 3 * Second && at < 6 * Second).ShouldBe(3000);
        times.Count(at => at >= 6 * Second && at < 9 * Second).ShouldBe(30);
        times.Count(at => at >= 9 * Second).ShouldBe(30);
    }

    [Fact]
    public void Poisson_arrivals_have_the_rate_and_the_spread_of_independent_ones()
    {
        var times = Within(60, new LoadPhase(ArrivalPattern.Poisson, 1000, null, null));

        // The standard deviation of the count is its root; five of them do not happen.
        ((double)times.Length).ShouldBe(60_000, tolerance: 5 * (int)Math.Sqrt(60_000));
        var gaps = times.Zip(times.Skip(1), (a, b) => (double)(b - a)).ToArray();
        var mean = gaps.Average();
        var deviation = Math.Sqrt(gaps.Average(gap => (gap - mean) * (gap - mean)));
        (deviation / mean).ShouldBe(1, tolerance: 0.03);
    }

    [Fact]
    public void The_seed_decides_the_arrivals()
    {
        var phase = new LoadPhase(ArrivalPattern.Poisson, 1000, null, null);

        Within(2, seed: 7, phase).ShouldBe(Within(2, seed: 7, phase));
        Within(2, seed: 8, phase).ShouldNotBe(Within(2, seed: 7, phase));
    }

    [Fact]
    public void Phases_follow_each_other_without_a_gap()
    {
        var times = Within(
            6,
            new LoadPhase(ArrivalPattern.Constant, 100, null, TimeSpan.FromSeconds(2)),
            new LoadPhase(ArrivalPattern.Ramp, 100, 300, TimeSpan.FromSeconds(2)),
            new LoadPhase(ArrivalPattern.Constant, 300, null, null));

        times.Count(at => at < 2 * Second).ShouldBe(200);
        times.Count(at => at >= 2 * Second && at < 4 * Second).ShouldBe(400);
        times.Count(at => at >= 4 * Second).ShouldBe(600);
        times.ShouldContain((long)(4 * Second));
    }

    [Fact]
    public void Whatever_the_phases_are_time_never_goes_back()
    {
        var random = new Random(20261121);
        for (var trial = 0; trial < 200; trial++)
        {
            var phases = Enumerable.Range(0, random.Next(1, 6)).Select(_ => RandomPhase(random)).ToArray();
            var expected = phases.Sum(phase => phase.Duration!.Value.TotalSeconds * MeanRate(phase));
            var times = Within(phases.Sum(phase => phase.Duration!.Value.TotalSeconds), phases);

            times.ShouldBeInOrder();
            var isRandom = phases.Any(phase => phase.Pattern == ArrivalPattern.Poisson);
            ((double)times.Length).ShouldBe(expected, tolerance: (phases.Length * 4) + (isRandom ? 6 * Math.Sqrt(expected) : 0));
        }
    }

    [Fact]
    public void A_new_rate_holds_from_now_on()
    {
        var schedule = Create(new LoadPhase(ArrivalPattern.Constant, 10, null, null));
        while (schedule.Next < Second) schedule.Take();

        schedule.SetRate(1000, (long)Second);

        ((double)Taken(schedule, 2 * Second).Length).ShouldBe(1000, tolerance: 1);
    }

    [Fact]
    public void Setting_the_rate_often_adds_no_arrivals()
    {
        var schedule = Create(new LoadPhase(ArrivalPattern.Constant, 10, null, null));
        var count = 0;
        for (long now = 0; now < 10 * Second; now += 1000)
        {
            schedule.SetRate(10, now);
            count += Taken(schedule, now + 1).Length;
        }

        ((double)count).ShouldBe(100, tolerance: 1);
    }

    private static LoadPhase RandomPhase(Random random)
    {
        var pattern = (ArrivalPattern)random.Next(4);
        double? to = pattern is ArrivalPattern.Ramp or ArrivalPattern.Spike ? 1 + (random.NextDouble() * 500) : null;
        return new LoadPhase(pattern, 1 + (random.NextDouble() * 500), to, TimeSpan.FromSeconds(0.1 + (random.NextDouble() * 5)));
    }

    private static double MeanRate(LoadPhase phase) => phase.Pattern switch
    {
        ArrivalPattern.Ramp => (phase.Rate + phase.To!.Value) / 2,
        ArrivalPattern.Spike => ((2 * phase.Rate) + phase.To!.Value) / 3,
        _ => phase.Rate,
    };

    private static long[] Within(double seconds, params LoadPhase[] phases) => Within(seconds, 1, phases);

    private static long[] Within(double seconds, int seed, params LoadPhase[] phases) => Taken(new ArrivalSchedule(phases, seed), seconds * Second);

    private static ArrivalSchedule Create(params LoadPhase[] phases) => new(phases, 1);

    private static long[] Taken(ArrivalSchedule schedule, double before)
    {
        var times = new List<long>();
        while (schedule.Next < before) times.Add(schedule.Take());
        return [.. times];
    }
}
