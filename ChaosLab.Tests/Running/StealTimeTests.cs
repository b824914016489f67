using ChaosLab.ChaosController.Running;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Running;

public sealed class StealTimeTests
{
    [Theory]
    [InlineData("cpu  100 0 50 1000 10 0 5 20 0 0", "cpu  170 0 70 2000 90 0 5 30 0 0", 0.1)]
    [InlineData("cpu  100 0 50 1000 10 0 5 20 0 0", "cpu  100 0 50 1000 10 0 5 120 0 0", 1.0)]
    [InlineData("cpu  100 0 50 1000 10 0 5 0", "cpu  200 0 50 1000 10 0 5 0", 0.0)]
    public void Is_what_was_wanted_and_taken_by_others(string before, string now, double share)
    {
        var line = before;
        var steal = new StealTime(() => line);
        line = now;

        steal.Share.ShouldNotBeNull().ShouldBe(share, 1e-9);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("cpu  100 0 50 1000 10 0 5 20 0 0", null)]
    [InlineData("cpu  100 0 50 1000", "cpu  200 0 50 1000")]
    [InlineData("cpu  1 2 3 4 5 6 7 x", "cpu  1 2 3 4 5 6 7 x")]
    [InlineData("cpu  100 0 50 1000 10 0 5 20 0 0", "cpu  100 0 50 1900 10 0 5 20 0 0")]
    public void Is_unknown_where_the_system_does_not_tell_or_nothing_was_wanted(string? before, string? now)
    {
        var line = before;
        var steal = new StealTime(() => line);
        line = now;

        steal.Share.ShouldBeNull();
    }

    [Fact]
    public void Is_read_from_the_system()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems have no such account.");
        var steal = new StealTime();

        SpinWait.SpinUntil(() => steal.Share is not null, TimeSpan.FromSeconds(30)).ShouldBeTrue();
        steal.Share!.Value.ShouldBeInRange(0, 1);
    }
}
