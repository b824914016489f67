using ChaosLab.Hosting.Edges;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Hosting.Edges;

public sealed class EdgeRatesTests
{
    private readonly ManualClock _clock = new();
    private readonly EdgeRates _rates;

    public EdgeRatesTests() => _rates = new EdgeRates(_clock);

    [Fact]
    public void The_first_reading_has_nothing_to_count_from() => _rates.Take(Reading(5)).ShouldBeNull();

    [Fact]
    public void A_reading_counts_from_the_newest_one_that_is_old_enough()
    {
        foreach (var requests in (int[])[10, 20, 30])
        {
            _rates.Take(Reading(requests));
            _clock.Advance(TimeSpan.FromMilliseconds(300));
        }

        var (before, seconds) = _rates.Take(Reading(40)).ShouldNotBeNull();

        (before[0].Requests, seconds).ShouldBe((20, 0.6));
    }

    [Fact]
    public void What_is_too_old_says_nothing_of_now()
    {
        _rates.Take(Reading(10));
        _clock.Advance(EdgeRates.Most + TimeSpan.FromSeconds(1));

        _rates.Take(Reading(20)).ShouldBeNull();
    }

    private static EdgeFigures[] Reading(long requests) => [new EdgeFigures("web->payment", true, 0, 0, 0, 0, requests, null)];
}
