using ChaosLab.ChaosController.Console.Traffic;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Console.Traffic;

public sealed class GatewayCountersTests
{
    private const string Header = "# pxname,svname,hrsp_1xx,hrsp_2xx,hrsp_3xx,hrsp_4xx,hrsp_5xx,hrsp_other,intercepted,\n";

    [Fact]
    public void Counts_are_those_of_the_front_where_customers_come_in()
        => GatewayCounters.Parse(Header + "gateway,FRONTEND,0,100,2,3,4,5,10,\nweb,BACKEND,0,900,0,0,50,0,,\n")
            .ShouldBe(new GatewayCounters(new GatewayCount(Ended: 114, Intercepted: 10, ServerErrors: 4, Unanswered: 5), GatewayCount.None));

    [Fact]
    public void The_labs_own_requests_are_counted_apart()
        => GatewayCounters.Parse(Header
            + "gateway,FRONTEND,0,100,0,0,40,5,10,\nweb,BACKEND,0,80,0,0,10,2,,\nweb.lab,BACKEND,0,15,0,0,30,3,,\ncatalog.lab,BACKEND,0,5,0,0,0,0,,\n")
            .ShouldBe(new GatewayCounters(new GatewayCount(145, 10, 40, 5), new GatewayCount(53, 0, 30, 3)));

    [Theory]
    [InlineData("")]
    [InlineData("Unknown command.\n")]
    [InlineData("# pxname,svname,status,\ngateway,FRONTEND,OPEN\n")]
    [InlineData(Header + "web,BACKEND,0,900,0,0,50,0,,\n")]
    public void What_is_no_statistics_counts_nothing(string csv) => GatewayCounters.Parse(csv).ShouldBeNull();

    [Fact]
    public void Signs_of_life_are_no_customers_and_no_answer_is_an_error()
        => Front(150, 20, 6, 8).Since(Front(114, 10, 4, 5)).ShouldBe(new GatewayRise(Requests: 26, Errors: 5));

    [Fact]
    public void The_labs_own_requests_and_their_errors_are_left_out()
        => new GatewayCounters(new GatewayCount(150, 20, 16, 8), new GatewayCount(30, 0, 9, 1))
            .Since(new GatewayCounters(new GatewayCount(114, 10, 4, 5), new GatewayCount(14, 0, 0, 0)))
            .ShouldBe(new GatewayRise(Requests: 10, Errors: 5));

    [Fact]
    public void An_own_request_that_ends_between_the_two_readings_is_no_restart()
        => new GatewayCounters(new GatewayCount(9000, 0, 40, 5), new GatewayCount(101, 0, 40, 0))
            .Since(new GatewayCounters(new GatewayCount(9000, 0, 40, 5), new GatewayCount(100, 0, 39, 0)))
            .ShouldBe(new GatewayRise(Requests: 0, Errors: 0));

    [Fact]
    public void A_gateway_that_was_restarted_counts_from_zero()
        => Front(12, 2, 1, 0).Since(Front(9000, 100, 40, 5)).ShouldBe(new GatewayRise(Requests: 10, Errors: 1));

    [Fact]
    public async Task Where_there_is_no_socket_nothing_is_counted()
    {
        (await GatewayCounters.ReadAsync(null, CancellationToken.None)).ShouldBeNull();
        (await GatewayCounters.ReadAsync(Path.Combine(Path.GetTempPath(), "no-such.sock"), CancellationToken.None)).ShouldBeNull();
    }

    private static GatewayCounters Front(long ended, long intercepted, long serverErrors, long unanswered)
        => new(new GatewayCount(ended, intercepted, serverErrors, unanswered), GatewayCount.None);
}
