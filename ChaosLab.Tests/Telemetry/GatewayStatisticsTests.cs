using ChaosLab.ChaosController.Telemetry;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Telemetry;

public sealed class GatewayStatisticsTests
{
    private const string Header = "# pxname,svname,qcur,wretr,wredis,status,\n";

    [Fact]
    public void The_counts_of_each_backend_are_read()
    {
        var statistics = GatewayStatistics.Parse(
            Header + "front,FRONTEND,0,,,OPEN,\nshop,web-1,0,9,9,UP,\nshop,BACKEND,0,7,3,UP,\nadmin,BACKEND,0,0,0,UP,\nshop.lab,BACKEND,0,4,4,UP,\n\n");

        statistics.Backends.ShouldBe(new Dictionary<string, BackendCounts> { ["shop"] = new(7, 3), ["admin"] = new(0, 0) }, ignoreOrder: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Unknown command.\n")]
    [InlineData("# pxname,svname,status,\nshop,BACKEND,UP,\n")]
    [InlineData(Header + "shop,BACKEND\n")]
    public void What_is_no_statistics_gives_no_backends(string csv) => GatewayStatistics.Parse(csv).Backends.ShouldBeEmpty();

    [Fact]
    public void Only_what_rose_was_absorbed()
    {
        var before = Of(("shop", 5, 1), ("admin", 4, 4));

        Of(("shop", 8, 3), ("admin", 4, 4)).Since(before).ShouldBe([new Absorber("balancer", "gateway", "shop", 3, 2)]);
    }

    [Fact]
    public void A_gateway_that_was_restarted_counts_from_zero()
        => Of(("shop", 2, 1)).Since(Of(("shop", 900, 800))).ShouldBe([new Absorber("balancer", "gateway", "shop", 2, 1)]);

    [Fact]
    public async Task Where_there_is_no_socket_there_are_no_statistics()
    {
        (await GatewayStatistics.ReadAsync(null, CancellationToken.None)).ShouldBeNull();
        (await GatewayStatistics.ReadAsync(Path.Combine(Path.GetTempPath(), "no-such.sock"), CancellationToken.None)).ShouldBeNull();
    }

    private static GatewayStatistics Of(params (string Name, long Retries, long Moved)[] backends)
        => new(backends.ToDictionary(backend => backend.Name, backend => new BackendCounts(backend.Retries, backend.Moved)));
}
