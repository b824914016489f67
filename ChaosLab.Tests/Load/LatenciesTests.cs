using ChaosLab.ChaosController.Load.Figures;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Load;

/// <summary>No request without an answer makes the latency look better.</summary>
public sealed class LatenciesTests
{
    private const long Quick = 5_000, TimeOut = 5_000_000;

    [Fact]
    public void A_few_that_time_out_show_in_the_quantile_that_they_reach()
    {
        var figures = Of(latencies => Repeat(94, () => latencies.Took(Quick)), latencies => Repeat(6, () => latencies.Took(TimeOut)));

        figures.P50!.Value.ShouldBe(5, tolerance: 0.05);
        figures.P95!.Value.ShouldBe(5000, tolerance: 50);
        figures.Max.ShouldBe(5000);
    }

    [Fact]
    public void Refused_connections_make_it_neither_better_nor_worse()
        => Of(latencies => Repeat(50, () => latencies.Took(Quick)), latencies => Repeat(950, () => latencies.WasCut(100)))
            .ShouldBe(Of(latencies => Repeat(50, () => latencies.Took(Quick))));

    [Fact]
    public void Connections_that_break_late_make_it_worse()
        => Of(latencies => Repeat(94, () => latencies.Took(Quick)), latencies => Repeat(6, () => latencies.WasCut(4_000_000))).P95!.Value
            .ShouldBe(4000, tolerance: 40);

    [Fact]
    public void Where_nothing_was_answered_or_waited_for_there_is_no_latency()
        => Of(latencies => Repeat(10, () => latencies.WasCut(100))).ShouldBe(new LatencyFigures(null, null, null, null));

    [Fact]
    public void What_still_waits_counts_with_its_time_so_far_and_only_upwards()
    {
        Of(latencies => latencies.Wait(3_000_000, 100)).P50!.Value.ShouldBe(3000, tolerance: 30);
        Of(latencies => Repeat(100, () => latencies.Took(Quick)), latencies => latencies.Wait(1, 100)).P50!.Value.ShouldBe(5, tolerance: 0.05);
        Of(latencies => Repeat(90, () => latencies.Took(Quick)), latencies => latencies.Wait(2_000_000, 10)).P95!.Value.ShouldBe(2000, tolerance: 20);
    }

    [Fact]
    public void Sums_keep_them_apart()
    {
        var (sum, part) = (new Latencies(), new Latencies());
        part.WasCut(100);
        sum.Add(part);
        sum.ToFigures().P50.ShouldBeNull();
        Repeat(3, () => part.Took(Quick));
        sum.Add(part);
        sum.ToFigures().P50!.Value.ShouldBe(5, tolerance: 0.05);
    }

    private static LatencyFigures Of(params Action<Latencies>[] steps)
    {
        var latencies = new Latencies();
        foreach (var step in steps) step(latencies);
        return latencies.ToFigures();
    }

    private static void Repeat(int times, Action act)
    {
        for (var i = 0; i < times; i++) act();
    }
}
