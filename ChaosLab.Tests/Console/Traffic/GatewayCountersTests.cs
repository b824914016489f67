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
            .ShouldBe(new GatewayCounters(Ended: 114, Intercepted: 10, ServerErrors: 4, Unanswered: 5));

    [Theory]
    [InlineData("")]
    [InlineData("Unknown command.\n")]
    [InlineData("# pxname,svname,status,\ngateway,FRONTEND,OPEN\n")]
    [InlineData(Header + "web,BACKEND,0,900,0,0,50,0,,\n")]
    public void What_is_no_statistics_counts_nothing(string csv) => GatewayCounters.Parse(csv).ShouldBeNull();

    [Fact]
    public void Signs_of_life_are_no_customers_and_no_answer_is_an_error()
        => new GatewayCounters(150, 20, 6, 8).Since(new GatewayCounters(114, 10, 4, 5)).ShouldBe(new GatewayRise(Requests: 26, Errors: 5));

    [Fact]
    public void A_gateway_that_was_restarted_counts_from_zero()
        => new GatewayCounters(12, 2, 1, 0).Since(new GatewayCounters(9000, 100, 40, 5)).ShouldBe(new GatewayRise(Requests: 10, Errors: 1));

    [Fact]
    public async Task Where_there_is_no_socket_nothing_is_counted()
    {
        (await GatewayCounters.ReadAsync(null, CancellationToken.None)).ShouldBeNull();
        (await GatewayCounters.ReadAsync(Path.Combine(Path.GetTempPath(), "no-such.sock"), CancellationToken.None)).ShouldBeNull();
    }
}
