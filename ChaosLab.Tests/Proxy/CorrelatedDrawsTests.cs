using ChaosLab.Proxy.Toxics;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Proxy;

/// <summary>Losses that come in bursts.</summary>
public sealed class CorrelatedDrawsTests
{
    private const double Rate = 0.4;

    [Fact]
    public void Without_correlation_a_draw_stays_what_it_is() => Draws(0).ShouldBe(Evenly());

    [Fact]
    public void With_full_correlation_the_first_draw_decides_all() => Draws(1).Distinct().Count().ShouldBe(1);

    [Fact]
    public void With_some_a_loss_is_more_likely_after_a_loss()
    {
        AfterALoss(0).ShouldBe(Rate, 0.03);
        AfterALoss(0.5).ShouldBeGreaterThan(Overall(0.5) + 0.1);
    }

    private static double Overall(double correlation) => Draws(correlation).Average(draw => draw < Rate ? 1.0 : 0);

    private static double AfterALoss(double correlation)
    {
        var draws = Draws(correlation);
        return draws.Zip(draws.Skip(1)).Where(pair => pair.First < Rate).Average(pair => pair.Second < Rate ? 1.0 : 0);
    }

    private static double[] Draws(double correlation)
    {
        var mixed = new CorrelatedDraws();
        return [.. Evenly().Select(draw => mixed.Mix(draw, correlation))];
    }

    private static IEnumerable<double> Evenly()
    {
        var random = new Random(11);
        return Enumerable.Range(0, 10_000).Select(_ => random.NextDouble());
    }
}
