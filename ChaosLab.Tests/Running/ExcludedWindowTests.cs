using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Safety;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Running;

public sealed class ExcludedWindowTests
{
    // A Friday.
    private static readonly DateTime Friday = new(2026, 11, 20, 0, 0, 0, DateTimeKind.Unspecified);

    private static readonly ExcludedWindow Night = new([DayOfWeek.Friday], new TimeOnly(22, 0), new TimeOnly(6, 0), "the night shift is alone");

    [Theory]
    [InlineData(22, 0, true)]
    [InlineData(23, 59, true)]
    [InlineData(24, 0, true)]
    [InlineData(29, 59, true)]
    [InlineData(30, 0, false)]
    [InlineData(21, 59, false)]
    [InlineData(2, 0, false)]
    [InlineData(46, 0, false)]
    public void A_window_over_midnight_belongs_to_the_day_it_begins(int hour, int minute, bool excluded)
        => (ExcludedWindows.Find([Night], Friday.AddHours(hour).AddMinutes(minute)) is not null).ShouldBe(excluded);

    [Theory]
    [InlineData(9, true)]
    [InlineData(16, true)]
    [InlineData(17, false)]
    public void Without_days_it_is_every_day(int hour, bool excluded)
        => (ExcludedWindows.Find([new ExcludedWindow([], new TimeOnly(9, 0), new TimeOnly(17, 0), null)], Friday.AddHours(hour)) is not null).ShouldBe(excluded);

    [Fact]
    public void The_refusal_says_when_and_why()
        => ExcludedWindows.Tell(Night).ShouldSatisfyAllConditions(
            text => text.ShouldContain("Friday from 22:00 to 06:00"), text => text.ShouldContain("the night shift is alone"));
}
