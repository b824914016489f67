using ChaosLab.Proxy.Engine;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Proxy;

/// <summary>The appointments of a loop ring in their order, whatever is set, moved and cleared between.</summary>
public sealed class AlarmsTests
{
    [Fact]
    public void They_ring_in_order_of_time()
    {
        var random = new Random(1);
        var alarms = new Alarms();
        var made = Enumerable.Range(0, 500).Select(_ => new Alarm(new Nobody())).ToArray();
        foreach (var alarm in made) alarms.Set(alarm, random.Next(1_000));
        foreach (var alarm in made.Where((_, index) => index % 3 == 0)) alarms.Clear(alarm);
        foreach (var alarm in made.Where((_, index) => index % 3 == 1)) alarms.Set(alarm, random.Next(1_000));

        var expected = made.Where(alarm => alarm.IsSet).Select(alarm => alarm.Due).Order().ToArray();
        var rung = new List<long>();
        while (alarms.TakeDue(1_000) is { } alarm) rung.Add(alarm.Due);

        rung.ShouldBe(expected);
        alarms.NextDue.ShouldBe(long.MaxValue);
    }

    [Fact]
    public void None_rings_early()
    {
        var alarms = new Alarms();
        var alarm = new Alarm(new Nobody());
        alarms.Set(alarm, 100);

        alarms.TakeDue(99).ShouldBeNull();
        alarms.NextDue.ShouldBe(100);
        alarms.TakeDue(100).ShouldBe(alarm);
        alarm.IsSet.ShouldBeFalse();
    }

    private sealed class Nobody : ITimed
    {
        public void OnTime()
        {
        }
    }
}
