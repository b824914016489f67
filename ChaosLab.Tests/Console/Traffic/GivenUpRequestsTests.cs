using ChaosLab.ChaosController.Console.Traffic;
using ChaosLab.ChaosController.Load;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Console.Traffic;

/// <summary>A request that the load gave up, and the gateway counts later.</summary>
public sealed class GivenUpRequestsTests
{
    private static readonly DateTimeOffset Start = ManualClock.Start;

    private readonly GivenUpRequests _requests = new();

    [Fact]
    public void It_is_taken_out_of_what_the_gateway_counts_in_a_later_second()
    {
        _requests.TakeOutOf(new GatewayRise(30, 0), new LoadCounts(30, 0, GivenUp: 20, 0), Start).ShouldBe(new GatewayRise(30, 0));

        _requests.TakeOutOf(new GatewayRise(45, 15), new LoadCounts(30, 0, 0, 0), Start.AddSeconds(5)).ShouldBe(new GatewayRise(30, 0));
        _requests.TakeOutOf(new GatewayRise(45, 15), new LoadCounts(30, 0, 0, 0), Start.AddSeconds(6)).ShouldBe(new GatewayRise(40, 10));
    }

    [Fact]
    public void It_is_taken_out_of_what_the_gateway_counts_at_once()
        => _requests.TakeOutOf(new GatewayRise(50, 25), new LoadCounts(40, 20, GivenUp: 10, 0), Start).ShouldBe(new GatewayRise(40, 20));

    [Fact]
    public void What_the_gateway_never_saw_takes_nothing_from_what_others_asked()
        => _requests.TakeOutOf(new GatewayRise(50, 2), new LoadCounts(0, 0, 0, Unsent: 40), Start).ShouldBe(new GatewayRise(50, 2));

    [Fact]
    public void What_the_load_got_an_answer_to_is_another_request()
        => _requests.TakeOutOf(new GatewayRise(30, 3), new LoadCounts(30, 3, GivenUp: 20, 0), Start).ShouldBe(new GatewayRise(30, 3));

    [Fact]
    public void It_is_not_waited_for_without_end()
    {
        _requests.TakeOutOf(new GatewayRise(0, 0), new LoadCounts(0, 0, GivenUp: 20, 0), Start);

        _requests.TakeOutOf(new GatewayRise(20, 20), LoadCounts.None, Start.AddSeconds(15)).ShouldBe(new GatewayRise(20, 20));
    }
}
