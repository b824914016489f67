using ChaosLab.ChaosController.Telemetry;
using ChaosLab.ServiceDefaults;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Telemetry;

public sealed class TelemetryRingTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 19, 30, 0, TimeSpan.Zero);

    [Fact]
    public void The_oldest_gives_way_and_is_counted()
    {
        var ring = Ring(capacity: 3);
        for (var i = 0; i < 5; i++) ring.Add([i]);
        ring.Between(Start, Start.AddHours(1)).ShouldBe([2, 3, 4]);
        (ring.Count, ring.Received, ring.Dropped).ShouldBe((3, 5L, 2L));
    }

    [Fact]
    public void Long_texts_take_the_place_of_many_records()
    {
        var ring = new TelemetryRing<int>(1000, bytes: 100, second => Start.AddSeconds(second), _ => 40);
        ring.Add([0, 1, 2]);
        ring.Between(Start, Start.AddHours(1)).ShouldBe([1, 2]);
        ring.Dropped.ShouldBe(1);
    }

    [Fact]
    public void A_record_longer_than_all_is_not_kept()
    {
        var ring = new TelemetryRing<int>(1000, bytes: 100, second => Start.AddSeconds(second), _ => 101);
        ring.Add([0]);
        (ring.Count, ring.Dropped).ShouldBe((0, 1L));
    }

    [Fact]
    public void The_last_to_come_are_told_first_and_those_that_give_way_meanwhile_are_not_told()
    {
        var ring = Filled(2000, capacity: 2000);
        var told = new List<int>();
        foreach (var block in ring.NewestFirst())
        {
            told.AddRange(block);
            if (told.Count < 1000) ring.Add([.. Enumerable.Range(2000, 1500)]);
        }

        told.ShouldBe(Enumerable.Range(2000 - told.Count, told.Count).Reverse());
        told.Count.ShouldBeInRange(500, 1000);
    }

    [Fact]
    public void A_time_includes_both_ends()
        => Filled(10).Between(Start.AddSeconds(2), Start.AddSeconds(4)).ShouldBe([2, 3, 4]);

    [Fact]
    public void Only_what_gave_way_within_a_time_is_missing_from_it()
    {
        var ring = Filled(10, capacity: 5);
        ring.DroppedSince(Start.AddSeconds(5)).ShouldBe(0);
        ring.DroppedSince(Start.AddSeconds(4)).ShouldBe(5);
    }

    [Fact]
    public void Many_threads_lose_no_count()
    {
        var ring = Ring(capacity: 100);
        Parallel.For(0, 10_000, i => ring.Add([i]));
        (ring.Count, ring.Received, ring.Dropped).ShouldBe((100, 10_000L, 9_900L));
    }

    [Fact]
    public void The_configuration_sets_the_limits()
    {
        var limits = TelemetryLimits.Read(Configuration(("Telemetry:Spans", "7"), ("Telemetry:Logs", "9")));
        (limits.Spans, limits.Logs, limits.MetricPoints).ShouldBe((7, 9, 100_000));
        Should.Throw<ServiceStartException>(() => TelemetryLimits.Read(Configuration(("Telemetry:Spans", "0"))))
            .Message.ShouldBe("Telemetry:Spans is 0; it must be from 1 to 1000000.");
    }

    private static IConfiguration Configuration(params (string Key, string Value)[] settings)
        => new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build();

    private static TelemetryRing<int> Filled(int count, int capacity = 100)
    {
        var ring = Ring(capacity);
        ring.Add([.. Enumerable.Range(0, count)]);
        return ring;
    }

    private static TelemetryRing<int> Ring(int capacity) => new(capacity, long.MaxValue, second => Start.AddSeconds(second), _ => 0);
}
