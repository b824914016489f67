using ChaosLab.ChaosController.Telemetry;
using ChaosLab.ChaosController.Telemetry.Intake;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;
using static ChaosLab.Tests.Telemetry.OtlpBytes;

namespace ChaosLab.Tests.Telemetry;

/// <summary>What comes again and again is kept once, and what is long is cut: so a full store stays small.</summary>
[Collection(Alone.Name)]
public sealed class OtlpSharingTests
{
    [Fact]
    public void Equal_attributes_of_spans_are_one_object()
    {
        var request = Request(Span(Attribute(9, "sharing.key", "sharing value")), Span(Attribute(9, "sharing.key", "sharing value")), Span(Attribute(9, "sharing.key", "another")));

        var spans = OtlpTraceReader.Read(request).Spans;

        spans[1].Attributes.ShouldBeSameAs(spans[0].Attributes);
        spans[2].Attributes["sharing.key"].ShouldBe("another");
    }

    [Fact]
    public void Points_of_one_stream_share_it()
    {
        var point = Field(1, [.. Fixed(3, 1_000_000), .. Fixed(6, 5), .. Attribute(7, "sharing.route", "/x")]);
        var request = Request([.. Text(1, "sharing.metric"), .. Field(7, [.. point, .. point, .. Number(2, 2), .. Number(3, 1)])]);

        var points = OtlpMetricReader.Read(request);

        points.Count.ShouldBe(2);
        points[1].Stream.ShouldBeSameAs(points[0].Stream);
        points[0].Stream.ShouldBe(new MetricStream(
            "web-1", "sharing.metric", "", MetricKind.Sum, Cumulative: true, Monotonic: true, new TelemetryAttributes(new KeyValuePair<string, string>("sharing.route", "/x"))));
    }

    [Theory]
    [InlineData(5, MetricKind.Gauge, false, false)]
    [InlineData(9, MetricKind.Histogram, false, true)]
    [InlineData(10, MetricKind.Histogram, false, true)]
    [InlineData(11, MetricKind.Summary, true, true)]
    public void A_metric_that_says_nothing_more_is_of_its_kind(int field, object kind, bool cumulative, bool monotonic)
    {
        var stream = OtlpMetricReader.Read(Request([.. Text(1, "m"), .. Field(field, Field(1, Fixed(3, 1)))])).ShouldHaveSingleItem().Stream;
        ((object)stream.Kind, stream.Cumulative, stream.Monotonic).ShouldBe((kind, cumulative, monotonic));
    }

    [Fact]
    public void A_point_that_is_no_number_is_left_out()
        => OtlpMetricReader.Read(Request([.. Text(1, "m"), .. Field(5, Field(1, Fixed(4, BitConverter.DoubleToUInt64Bits(double.NaN))))])).ShouldBeEmpty();

    [Fact]
    public void A_long_text_is_cut_between_characters()
    {
        var text = OtlpText.Read(System.Text.Encoding.UTF8.GetBytes("x" + string.Concat(Enumerable.Repeat("\U0001F525", 5000))));
        text.Length.ShouldBe(OtlpText.Longest - 1);
        char.IsLowSurrogate(text[^1]).ShouldBeTrue();
    }

    [Fact]
    public void Texts_of_the_same_place_are_not_mixed_up()
    {
        foreach (var i in Enumerable.Range(0, 100_000)) OtlpText.Of(i).ShouldBe($"{i}");
        OtlpText.Read("größe"u8).ShouldBe("größe");
    }
}
