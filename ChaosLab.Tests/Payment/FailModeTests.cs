using System.Diagnostics;
using ChaosLab.Payment.Outage;
using ChaosLab.ServiceDefaults.Faults;
using ChaosLab.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Payment;

public sealed class FailModeTests
{
    private readonly ManualClock clock = new();

    [Fact]
    public void Ends_by_itself_at_its_time_and_not_before()
    {
        var failMode = new FailMode(clock);
        failMode.Set(on: true, TimeSpan.FromSeconds(30)).ShouldBe(new(true, ManualClock.Start + TimeSpan.FromSeconds(30)));

        clock.Advance(TimeSpan.FromSeconds(29.9));
        failMode.Status.IsOn.ShouldBeTrue();
        clock.Advance(TimeSpan.FromSeconds(0.1));
        failMode.Status.ShouldBe(new(false, null));
    }

    [Fact]
    public void A_refused_request_tells_which_fault_it_was()
    {
        var failMode = new FailMode(clock);
        failMode.Set(on: true, TimeSpan.FromSeconds(30), new FaultMark(new FaultOrigin("f-7", "20261121-193000-outage"), "outage", NullLogger.Instance));
        using var span = new Activity("POST /charge").Start();

        failMode.Refuses().ShouldBeTrue();
        span.GetTagItem("chaoslab.fault.id").ShouldBe("f-7");
        span.Events.Single().Tags.ShouldContain(new KeyValuePair<string, object?>("chaoslab.run.id", "20261121-193000-outage"));

        clock.Advance(TimeSpan.FromSeconds(30));
        failMode.Refuses().ShouldBeFalse();
        span.Events.Count().ShouldBe(1);
    }

    [Fact]
    public void Without_an_end_lasts_for_an_hour_and_no_longer()
    {
        var failMode = new FailMode(clock);
        failMode.Set(on: true, null).ShouldBe(new(true, ManualClock.Start + TimeSpan.FromHours(1)));
        clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1));
        failMode.Status.IsOn.ShouldBeTrue();
        clock.Advance(TimeSpan.FromSeconds(1));
        failMode.Status.IsOn.ShouldBeFalse();
        failMode.Set(on: false, TimeSpan.FromSeconds(5)).ShouldBe(new(false, null));
    }

    [Fact]
    public void New_command_takes_the_place_of_the_end_before()
    {
        var failMode = new FailMode(clock);
        failMode.Set(on: true, TimeSpan.FromSeconds(1));
        failMode.Set(on: true, null);
        clock.Advance(TimeSpan.FromSeconds(2));
        failMode.Status.IsOn.ShouldBeTrue();
    }

    [Fact]
    public void Renewed_it_lasts_on_and_once_over_it_stays_over()
    {
        var failMode = new FailMode(clock);
        failMode.Renew(TimeSpan.FromSeconds(4)).ShouldBeNull("there is nothing to renew");

        failMode.Set(on: true, TimeSpan.FromSeconds(4));
        clock.Advance(TimeSpan.FromSeconds(3));
        failMode.Renew(TimeSpan.FromSeconds(4)).ShouldBe(new(true, ManualClock.Start + TimeSpan.FromSeconds(7)));
        clock.Advance(TimeSpan.FromSeconds(3.9));
        failMode.Status.IsOn.ShouldBeTrue();

        clock.Advance(TimeSpan.FromSeconds(0.1));
        failMode.Renew(TimeSpan.FromSeconds(4)).ShouldBeNull("who renews too late is told");
        failMode.Status.IsOn.ShouldBeFalse();
    }

    [Fact]
    public void A_renewal_after_somebody_switched_it_off_switches_nothing_on()
    {
        var failMode = new FailMode(clock);
        failMode.Set(on: true, TimeSpan.FromSeconds(4));
        failMode.Set(on: false, null);
        failMode.Renew(TimeSpan.FromSeconds(4)).ShouldBeNull();
        failMode.Status.IsOn.ShouldBeFalse();
    }

    [Theory]
    [InlineData(null, null, new[] { "enabled" })]
    [InlineData(true, 0d, new[] { "forSeconds" })]
    [InlineData(true, 3601d, new[] { "forSeconds" })]
    [InlineData(null, double.NaN, new[] { "enabled", "forSeconds" })]
    [InlineData(true, 30d, new string[0])]
    [InlineData(true, 3600d, new string[0])]
    [InlineData(false, null, new string[0])]
    public void Command_names_every_wrong_field(bool? enabled, double? forSeconds, string[] wrong) =>
        new FailModeCommand(enabled, forSeconds).Errors().Keys.ShouldBe(wrong);
}
