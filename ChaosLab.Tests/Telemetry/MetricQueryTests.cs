using ChaosLab.ChaosController.Telemetry;
using ChaosLab.ChaosController.Telemetry.Queries;
using Shouldly;
using Xunit;
using static ChaosLab.Tests.Telemetry.Records;

namespace ChaosLab.Tests.Telemetry;

public sealed class MetricQueryTests
{
    private readonly TelemetryStore _store = new(new TelemetryLimits());

    [Fact]
    public void Metrics_are_listed_by_name()
    {
        Add(Stream("b"), (0, 1), (1, 2));
        Add(Stream("b", "web-2"), (0, 1));
        Add(Stream("a", kind: MetricKind.Gauge), (0, 1));

        var all = MetricQuery.All(_store);

        all.Select(metric => (metric.Name, metric.Unit, metric.Kind, metric.Points)).ShouldBe([("a", "{request}", MetricKind.Gauge, 1), ("b", "{request}", MetricKind.Sum, 3)]);
        all[1].Services.ShouldBe(["web-1", "web-2"]);
    }

    [Fact]
    public void A_series_is_in_time_order_for_each_service_and_each_set_of_attributes()
    {
        Add(Stream("m", attributes: ("route", "/b")), (2, 20), (1, 10));

        // Equal, and not the same object.
        Add(Stream("m", attributes: ("route", "/b")), (3, 30));
        Add(Stream("m", attributes: ("route", "/a")), (1, 1));
        Add(Stream("m", "web-2"), (1, 5));
        Add(Stream("other"), (1, 5));

        var (series, leftOff) = MetricQuery.Series(_store, new MetricFilter("m", "web-1"));

        leftOff.ShouldBe(0);
        series.Select(one => one.Attributes["route"]).ShouldBe(["/a", "/b"]);
        series[1].Values.ShouldBe([10, 20, 30]);
        series[1].At.ShouldBe([Ms(1), Ms(2), Ms(3)]);
        (series[1].Cumulative, series[1].Monotonic, series[1].Counts).ShouldBe((true, true, null));
    }

    [Fact]
    public void A_time_includes_both_ends()
    {
        Add(Stream("m"), [.. Enumerable.Range(0, 3000).Select(second => (second, (double)second))]);
        MetricQuery.Series(_store, new MetricFilter("m", null, Start.AddSeconds(2), Start.AddSeconds(4))).Series.ShouldHaveSingleItem().Values.ShouldBe([2, 3, 4]);
    }

    [Fact]
    public void A_histogram_has_its_counts()
    {
        _store.Metrics.Add([new MetricPoint(Stream("h", kind: MetricKind.Histogram), Start, 2.5, 4)]);
        var series = MetricQuery.Series(_store, new MetricFilter("h")).Series.ShouldHaveSingleItem();
        (series.Values.Single(), series.Counts!.Single()).ShouldBe((2.5, 4L));
    }

    [Fact]
    public void What_is_too_much_is_left_off_and_counted()
    {
        for (var i = 0; i < 60; i++) Add(Stream("m", attributes: ("n", $"{i:00}")), (0, i));
        var (series, leftOff) = MetricQuery.Series(_store, new MetricFilter("m"));
        (series.Count, leftOff, series[^1].Attributes["n"]).ShouldBe((50, 10, "49"));
    }

    private static long Ms(int second) => Start.AddSeconds(second).ToUnixTimeMilliseconds();

    private void Add(MetricStream stream, params (int Second, double Value)[] points)
        => _store.Metrics.Add([.. points.Select(point => new MetricPoint(stream, Start.AddSeconds(point.Second), point.Value, null))]);
}
