using ChaosLab.ServiceDefaults.Faults;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.ServiceDefaults.Faults;

public sealed class LatencyDistributionTests
{
    private const int Draws = 20_000;

    [Fact]
    public void Fixed_is_always_the_same() => Draw("fixed", 200, 50).Distinct().ShouldBe([200]);

    [Fact]
    public void Uniform_fills_its_range_evenly()
    {
        var drawn = Draw("uniform", 200, 50);

        drawn.ShouldAllBe(ms => ms >= 150 && ms <= 250);
        drawn.Average().ShouldBe(200, 2);
        drawn[Draws / 4].ShouldBe(175, 3);
    }

    [Fact]
    public void Normal_has_its_mean_and_deviation()
    {
        var drawn = Draw("normal", 200, 20);

        drawn.Average().ShouldBe(200, 2);
        Math.Sqrt(drawn.Average(ms => (ms - 200) * (ms - 200))).ShouldBe(20, 1);
    }

    [Fact]
    public void Normal_never_goes_below_zero() => Draw("normal", 1, 100)[0].ShouldBe(0);

    [Fact]
    public void Pareto_has_a_least_value_and_a_long_tail()
    {
        var drawn = Draw("pareto", 100, 10);

        drawn[0].ShouldBeGreaterThanOrEqualTo(100);
        drawn[Draws * 99 / 100].ShouldBe(190, 15);
    }

    [Fact]
    public void The_same_seed_draws_the_same() => Draw("pareto", 10, 10, seed: 5).ShouldBe(Draw("pareto", 10, 10, seed: 5));

    [Fact]
    public void Other_seeds_draw_otherwise() => Draw("pareto", 10, 10, seed: 5).ShouldNotBe(Draw("pareto", 10, 10, seed: 6));

    private static double[] Draw(string shape, double ms, double jitter, int seed = 1)
    {
        var (settings, errors) = FaultSettings.Read(LatencyDistribution.Settings, new Dictionary<string, string>
        {
            ["distribution"] = shape,
            ["ms"] = ms.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["jitter"] = jitter.ToString(System.Globalization.CultureInfo.InvariantCulture),
        });
        errors.ShouldBeEmpty();
        var distribution = new LatencyDistribution(settings!, new SeededChance(seed));
        return [.. Enumerable.Range(0, Draws).Select(_ => distribution.Next().TotalMilliseconds).Order()];
    }
}
