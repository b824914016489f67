using ChaosLab.ChaosController.Console.Live;
using ChaosLab.ChaosController.Console.Traffic;
using ChaosLab.ChaosController.Load;
using ChaosLab.ChaosController.Telemetry;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Console.Traffic;

public sealed class TrafficTallyTests
{
    private static readonly long First = ManualClock.Start.ToUnixTimeSeconds();

    private readonly ManualClock _clock = new();
    private readonly TrafficTally _tally;

    public TrafficTallyTests() => _tally = new TrafficTally(_clock);

    [Fact]
    public void A_request_counts_in_the_second_in_which_it_ended()
    {
        Pass(3);

        _tally.Add([Spans.Request(At(0.5)), Spans.Request(At(1.2), milliseconds: 900), Spans.Request(At(1.9), service: "catalog", path: "/products")]);

        _tally.Last(300).Select(second => (second.Second - First, second.Requests)).ShouldBe([(0, 1), (1, 2), (2, 0)]);
    }

    [Fact]
    public void The_second_that_runs_is_not_told_yet()
    {
        Pass(1);
        _tally.Add([Spans.Request(At(1))]);

        _tally.Last(300).ShouldHaveSingleItem().Requests.ShouldBe(0);
        Pass(1);
        _tally.Last(300)[^1].Requests.ShouldBe(1);
    }

    [Fact]
    public void A_span_that_comes_late_revises_its_second_and_no_other()
    {
        Pass(4);
        _tally.Add([Spans.Request(At(1.5), milliseconds: 10)]);
        var before = new LiveUpdate(At(4)) { Traffic = _tally.Last(300) };

        _tally.Add([Spans.Request(At(1.6), milliseconds: 30, status: 503)]);

        var revised = LiveDifference.Between(before, new LiveUpdate(At(4)) { Traffic = _tally.Last(300) })!.Traffic!.ShouldHaveSingleItem();
        (revised.Second - First, revised.Requests, revised.Errors).ShouldBe((1, 2, 1));
        revised.P99!.Value.ShouldBe(30, 0.5);
    }

    [Fact]
    public void Quantiles_are_of_all_requests_of_the_second()
    {
        Pass(1);

        _tally.Add([.. Enumerable.Range(1, 100).Select(milliseconds => Spans.Request(At(0.9), milliseconds))]);

        var second = _tally.Last(300).ShouldHaveSingleItem();
        second.P50!.Value.ShouldBe(50, 0.5);
        second.P95!.Value.ShouldBe(95, 1);
        second.P99!.Value.ShouldBe(99, 1);
    }

    [Fact]
    public void What_no_customer_asked_is_not_counted()
    {
        Pass(1);

        _tally.Add(
        [
            Spans.Request(At(0.1), service: "payment"), Spans.Request(At(0.1), path: "/health"), Spans.Request(At(0.1), path: "/alive"),
            Spans.Request(At(0.1), path: "/chaos/faults"), Spans.Request(At(0.1), parent: new SpanId(4)),
            Spans.Request(At(0.1), kind: SpanRole.Client), Spans.Request(At(0.1), name: "payment probe"),
        ]);

        _tally.Last(300).ShouldHaveSingleItem().Requests.ShouldBe(0);
    }

    [Fact]
    public void Spans_of_another_time_are_left_out()
    {
        Pass(400);

        _tally.Add([Spans.Request(At(1)), Spans.Request(At(5000)), Spans.Request(At(-50))]);

        _tally.Sum(TrafficTally.Kept).ShouldBe((0, 0));
    }

    [Fact]
    public void What_the_gateway_counted_goes_before_what_services_told()
    {
        Pass(1);
        _tally.Add([Spans.Request(At(0.2), milliseconds: 20)]);

        _tally.Close(First, First + 1, new GatewayRise(10, 3));

        var second = _tally.Last(300).ShouldHaveSingleItem();
        (second.Requests, second.Errors, second.Source).ShouldBe((10, 3, TrafficSource.Gateway));
        second.P50!.Value.ShouldBe(20, 0.5);
    }

    [Fact]
    public void A_look_at_the_gateway_that_came_late_counts_for_all_seconds_since()
    {
        _clock.Advance(TimeSpan.FromSeconds(4));

        _tally.Close(First, First + 4, new GatewayRise(10, 5));

        var told = _tally.Last(300);
        told.Select(second => second.Requests).ShouldBe([2, 2, 3, 3]);
        told.Sum(second => second.Errors).ShouldBe(5);
    }

    [Fact]
    public void Without_a_gateway_spans_are_the_count()
    {
        Pass(1);
        _tally.Add([Spans.Request(At(0.2)), Spans.Request(At(0.3), status: 500)]);

        var second = _tally.Last(300).ShouldHaveSingleItem();
        (second.Requests, second.Errors, second.Source).ShouldBe((2, 1, TrafficSource.Spans));
    }

    [Fact]
    public void What_the_load_got_no_answer_to_is_added_to_what_the_gateway_counted()
    {
        Pass(1);

        _tally.Add(First, First + 1, new LoadCounts(Answered: 10, ServerErrors: 3, GivenUp: 2, Unsent: 5));
        _tally.Close(First, First + 1, new GatewayRise(12, 3));

        var second = _tally.Last(300).ShouldHaveSingleItem();
        (second.Requests, second.Errors, second.Unanswered, second.Source).ShouldBe((19, 10, 7, TrafficSource.Gateway));
    }

    [Fact]
    public void While_no_gateway_tells_the_load_and_the_spans_count_each_request_once()
    {
        Pass(1);
        _tally.Add([Spans.Request(At(0.2)), Spans.Request(At(0.3), status: 500), Spans.Request(At(0.4))]);

        _tally.Add(First, First + 1, new LoadCounts(Answered: 2, ServerErrors: 2, GivenUp: 0, Unsent: 20));

        var second = _tally.Last(300).ShouldHaveSingleItem();
        (second.Requests, second.Errors, second.Unanswered, second.Source).ShouldBe((23, 22, 20, TrafficSource.Load));
        _tally.Sum(TrafficTally.Kept).ShouldBe((23, 22));
    }

    [Fact]
    public void A_look_that_came_late_shares_what_the_load_saw_among_all_seconds_since()
    {
        _clock.Advance(TimeSpan.FromSeconds(3));

        _tally.Add(First, First + 3, new LoadCounts(0, 0, 2, 8));

        _tally.Last(300).Select(second => second.Unanswered).ShouldBe([2, 4, 4]);
    }

    [Fact]
    public void Five_minutes_are_shown_and_an_hour_is_counted()
    {
        for (var second = 0; second < 2 * TrafficTally.Kept; second++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            _tally.Close(First + second, First + second + 1, new GatewayRise(2, 1));
        }

        var shown = _tally.Last(TrafficTally.Shown);
        (shown.Count, shown[^1].Second).ShouldBe((300, First + 7199));
        _tally.Sum(TrafficTally.Kept).ShouldBe((7200, 3600));
    }

    private static DateTimeOffset At(double seconds) => ManualClock.Start.AddSeconds(seconds);

    private void Pass(int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            var now = _clock.GetUtcNow().ToUnixTimeSeconds();
            _clock.Advance(TimeSpan.FromSeconds(1));
            _tally.Close(now, now + 1, null);
        }
    }
}
