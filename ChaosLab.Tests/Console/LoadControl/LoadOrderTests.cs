using ChaosLab.ChaosController.Console.LoadControl;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Console.LoadControl;

public sealed class LoadOrderTests
{
    [Theory]
    [InlineData(1, 5)]
    [InlineData(1000, 3600)]
    [InlineData(0.5 + 0.5, 12.5)]
    public void What_is_within_the_limits_is_taken(double rate, double seconds)
    {
        var order = new LoadOrder(rate, seconds);

        order.Problem().ShouldBeNull();
        var phase = order.ToSpec().Phases.ShouldHaveSingleItem();
        (phase.Rate, phase.Duration).ShouldBe((rate, TimeSpan.FromSeconds(seconds)));
    }

    [Theory]
    [InlineData(null, 10.0, "'rate'")]
    [InlineData(0.5, 10.0, "'rate'")]
    [InlineData(1001.0, 10.0, "'rate'")]
    [InlineData(double.NaN, 10.0, "'rate'")]
    [InlineData(10.0, null, "'seconds'")]
    [InlineData(10.0, 4.9, "'seconds'")]
    [InlineData(10.0, 3601.0, "'seconds'")]
    public void What_is_not_is_named(double? rate, double? seconds, string named) => new LoadOrder(rate, seconds).Problem()!.ShouldContain(named);

    [Fact]
    public void A_mix_of_unknown_things_is_named()
    {
        new LoadOrder(10, 10, new Dictionary<string, double> { ["steal"] = 1 }).Problem()!.ShouldContain("'steal'");
        new LoadOrder(10, 10, new Dictionary<string, double> { ["browse"] = -1 }).Problem()!.ShouldContain("browse");
        new LoadOrder(10, 10, new Dictionary<string, double>()).Problem().ShouldNotBeNull();
    }
}
