using ChaosLab.ChaosController.Console.Traffic;
using ChaosLab.ServiceDefaults;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Console.Traffic;

public sealed class SloTests
{
    [Fact]
    public void As_many_errors_as_the_target_allows_burn_the_whole_budget()
    {
        var status = SloStatus.Of(new SloTarget(0.999), 3600, (10_000, 10), (1000, 1));

        (status.Availability, status.BudgetBurnt, status.BurnRate).ShouldBe((0.999, 1, 1));
    }

    [Fact]
    public void The_burn_rate_is_of_the_last_minutes_alone()
    {
        var status = SloStatus.Of(new SloTarget(0.99), 3600, (10_000, 10), (100, 10));

        (status.BudgetBurnt, status.BurnRate).ShouldBe((0.1, 10));
        (status.Requests, status.Errors, status.Target, status.WindowSeconds).ShouldBe((10_000, 10, 0.99, 3600));
    }

    [Fact]
    public void More_errors_than_allowed_burn_more_than_all() => SloStatus.Of(new SloTarget(0.999), 3600, (100, 100), (0, 0)).BudgetBurnt.ShouldBe(1000);

    [Fact]
    public void Without_requests_nothing_is_said()
    {
        var status = SloStatus.Of(new SloTarget(), 3600, (0, 0), (0, 0));

        (status.Availability, status.BudgetBurnt, status.BurnRate).ShouldBe((null, null, null));
    }

    [Theory]
    [InlineData(null, 0.999)]
    [InlineData("0.95", 0.95)]
    public void The_target_is_a_setting(string? written, double expected) => SloTarget.Read(Configuration(written)).Availability.ShouldBe(expected);

    [Theory]
    [InlineData("1")]
    [InlineData("99.9")]
    [InlineData("0")]
    [InlineData("-0.9")]
    [InlineData("much")]
    public void A_target_that_cannot_be_is_refused(string written)
        => Should.Throw<ServiceStartException>(() => SloTarget.Read(Configuration(written))).Message.ShouldContain("Slo:Availability");

    private static IConfiguration Configuration(string? written)
        => new ConfigurationBuilder().AddInMemoryCollection([new("Slo:Availability", written)]).Build();
}
