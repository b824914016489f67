using ChaosLab.ChaosController.Load.Figures;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Load;

/// <summary>The histogram against exact quantiles.</summary>
public sealed class LatencyHistogramTests
{
    private static readonly double[] Shares = [0.001, 0.1, 0.5, 0.9, 0.95, 0.99, 0.999, 1];

    [Fact]
    public void Quantiles_are_within_one_percent_whatever_the_values_are()
    {
        var random = new Random(1);
        for (var trial = 0; trial < 300; trial++)
        {
            var values = RandomValues(random, random.Next(1, 2000));
            var histogram = Of(values);

            Array.Sort(values);
            foreach (var share in Shares) histogram.Quantile(share)!.Value.ShouldBe(Exact(values, share), tolerance: Exact(values, share) * 0.01);
            histogram.Count.ShouldBe(values.Length);
            histogram.Max.ShouldBe(values[^1]);
        }
    }

    [Fact]
    public void Merged_histograms_are_the_histogram_of_all_values()
    {
        var random = new Random(2);
        for (var trial = 0; trial < 100; trial++)
        {
            var first = RandomValues(random, random.Next(0, 500));
            var second = RandomValues(random, random.Next(1, 500));
            var merged = Of(first);
            merged.Add(Of(second));
            var whole = Of([.. first, .. second]);

            foreach (var share in Shares) merged.Quantile(share).ShouldBe(whole.Quantile(share));
            (merged.Count, merged.Max).ShouldBe((whole.Count, whole.Max));
        }
    }

    [Fact]
    public void The_share_above_a_limit_is_that_of_the_values_clearly_above_it()
    {
        var histogram = Of([.. Enumerable.Range(1, 1000).Select(i => i * 1000L)]);

        histogram.ShareAbove(500_000).ShouldBe(0.5, tolerance: 0.01);
        histogram.ShareAbove(2_000_000).ShouldBe(0);
        histogram.ShareAbove(0).ShouldBe(1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(LatencyHistogram.Greatest)]
    public void The_edges_of_the_buckets_are_kept(long value)
        => Of([value]).Quantile(1)!.Value.ShouldBe(value, tolerance: (value * 0.01) + 1e-9);

    [Fact]
    public void What_is_out_of_range_counts_as_its_nearest_end()
    {
        Of([-5]).Quantile(0.5).ShouldBe(0);
        Of([long.MaxValue]).Max.ShouldBe(LatencyHistogram.Greatest);
    }

    [Fact]
    public void Without_values_there_is_no_quantile()
    {
        new LatencyHistogram().Quantile(0.5).ShouldBeNull();
        new LatencyHistogram().ShareAbove(1).ShouldBe(0);
    }

    private static double Exact(long[] sorted, double share) => sorted[Math.Max(1, (int)Math.Ceiling((share * sorted.Length) - 1e-9)) - 1];

    // Of all scales alike: from microseconds to an hour.
    private static long[] RandomValues(Random random, int count)
        => [.. Enumerable.Range(0, count).Select(_ => (long)Math.Exp(random.NextDouble() * Math.Log(LatencyHistogram.Greatest)))];

    private static LatencyHistogram Of(long[] values)
    {
        var histogram = new LatencyHistogram();
        foreach (var value in values) histogram.Add(value);
        return histogram;
    }
}
