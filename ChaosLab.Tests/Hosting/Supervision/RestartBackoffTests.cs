using ChaosLab.Hosting.Supervision;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Hosting.Supervision;

public sealed class RestartBackoffTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void It_doubles_from_a_fifth_of_a_second_to_five_seconds()
    {
        var backoff = new RestartBackoff(_clock);

        Enumerable.Range(0, 7).Select(_ => backoff.Next().TotalSeconds).ShouldBe([0.2, 0.4, 0.8, 1.6, 3.2, 5, 5]);
    }

    [Fact]
    public void Thirty_seconds_of_health_begin_anew()
    {
        var backoff = new RestartBackoff(_clock);
        backoff.Next();
        backoff.Next();

        backoff.Observe(healthy: true);
        _clock.Advance(TimeSpan.FromSeconds(29));
        backoff.Observe(healthy: false);
        backoff.Next().TotalSeconds.ShouldBe(0.8);

        backoff.Observe(healthy: true);
        _clock.Advance(TimeSpan.FromSeconds(30));
        backoff.Observe(healthy: false);
        backoff.Next().TotalSeconds.ShouldBe(0.2);
    }
}
