using System.Diagnostics.Metrics;
using ChaosLab.Analytics;
using ChaosLab.Analytics.Events;
using ChaosLab.Analytics.Stats;
using ChaosLab.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Analytics;

/// <summary>Each event counts once, whatever happens to the stream.</summary>
public sealed class OrderEventsTests : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly ManualClock clock = new();
    private readonly FakeStream stream = new();
    private readonly AnalyticsOptions options = new() { BatchSize = 3 };
    private readonly OrderStats stats;

    public OrderEventsTests() => stats = new(clock, services.GetRequiredService<IMeterFactory>(), Options.Create(options));

    public void Dispose() => services.Dispose();

    [Fact]
    public async Task Counts_from_the_beginning_in_batches()
    {
        for (ulong at = 1; at <= 7; at++)
            stream.Add(at);
        stream.Add(8, type: OrderEvent.Refunded, amount: 4m);
        stream.Add(9, type: "order.shipped");
        stream.Entries.Add(new(new(10, 0), new Dictionary<string, string> { ["x"] = "y" }));

        await CatchUpAsync(Events());

        stats.View.ShouldBe(new(7, 70m, 1, 4m, 9, DateTimeOffset.FromUnixTimeMilliseconds(9), 0));
    }

    [Fact]
    public async Task Event_delivered_twice_counts_once()
    {
        var id = stream.Add(1);
        stream.Add(2, id);
        await CatchUpAsync(Events());
        stats.View.Orders.ShouldBe(1);
    }

    [Fact]
    public async Task Emptied_stream_keeps_the_numbers_and_goes_on_with_new_events()
    {
        var events = Events();
        var id = stream.Add(100);
        await CatchUpAsync(events);

        stream.Entries.Clear();
        await CatchUpAsync(events);
        stats.View.Orders.ShouldBe(1);

        stream.Add(50);
        stream.Add(51, id);
        await CatchUpAsync(events);
        stats.View.Orders.ShouldBe(2);
    }

    [Fact]
    public async Task Stream_put_back_from_an_older_copy_is_read_again_and_counted_once()
    {
        var events = Events();
        for (ulong at = 1; at <= 8; at++)
            stream.Add(at);
        await CatchUpAsync(events);

        stream.Entries.RemoveRange(4, 4);
        stream.Add(5);
        await CatchUpAsync(events);
        stats.View.Orders.ShouldBe(9);
    }

    [Fact]
    public async Task Events_older_than_the_memory_are_not_counted_again()
    {
        options.RememberedEvents = 4;
        var events = Events();
        for (ulong at = 1; at <= 10; at++)
            stream.Add(at);
        await CatchUpAsync(events);

        stream.Entries.RemoveAt(9);
        await CatchUpAsync(events);
        stats.View.Orders.ShouldBe(10);
    }

    [Fact]
    public async Task Event_sent_again_is_counted_if_it_was_lost_and_only_as_far_as_the_memory_reaches()
    {
        options.RememberedEvents = 4;
        var events = Events();
        for (ulong at = 100; at < 110; at++)
            stream.Add(at);
        await CatchUpAsync(events);

        // The first is older than the memory, the second is remembered, the third was never seen.
        var (forgotten, remembered) = (stream.Entries[0].Fields, stream.Entries[9].Fields);
        stream.Entries.Clear();
        stream.Entries.Add(new(new(200, 0), new Dictionary<string, string>(forgotten) { ["again"] = "1" }));
        stream.Entries.Add(new(new(200, 1), new Dictionary<string, string>(remembered) { ["again"] = "1" }));
        stream.Add(201, again: true);
        await CatchUpAsync(events);
        stats.View.Orders.ShouldBe(11);
    }

    [Fact]
    public async Task Tells_from_when_on_it_knows_all_orders()
    {
        stats.Reach.ShouldBe(new(null, null));
        stream.Add(100);
        stream.Add(105);
        await CatchUpAsync(Events());
        stats.Reach.ShouldBe(new(DateTimeOffset.FromUnixTimeMilliseconds(100), DateTimeOffset.FromUnixTimeMilliseconds(105)));
    }

    [Fact]
    public async Task Without_events_it_knows_all_orders_from_its_first_reading_on()
    {
        var events = Events();
        await CatchUpAsync(events);
        var since = stats.Reach.Since;
        since.ShouldBe(clock.GetUtcNow());
        await CatchUpAsync(events);
        stats.Reach.ShouldBe(new(since, null));
    }

    [Fact]
    public async Task Lag_grows_until_everything_is_counted_again()
    {
        stats.View.Lag.ShouldBeNull();
        var events = Events();
        await CatchUpAsync(events);
        clock.Advance(TimeSpan.FromSeconds(12.5));
        stats.View.Lag.ShouldBe(12.5);
        await CatchUpAsync(events);
        stats.View.Lag.ShouldBe(0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Random_deliveries_cuts_and_restores_never_count_an_event_twice(int seed)
    {
        var random = new Random(seed);
        var events = Events();
        var known = new List<Guid>();
        ulong at = 0;
        for (var step = 0; step < 300; step++)
        {
            switch (random.Next(10))
            {
                case 0 when known.Count > 0:
                    stream.Add(++at, known[random.Next(known.Count)]);
                    break;
                case 1:
                    stream.Entries.RemoveRange(0, random.Next(stream.Entries.Count + 1));
                    break;
                case 2 when random.Next(5) == 0:
                    stream.Entries.Clear();
                    break;
                default:
                    known.Add(stream.Add(++at));
                    break;
            }

            if (random.Next(3) == 0)
                await CatchUpAsync(events);
            stats.View.Orders.ShouldBeLessThanOrEqualTo(known.Count, $"seed {seed}, step {step}");
        }
    }

    private OrderEvents Events() => new(stream, stats, Options.Create(options), clock, NullLogger<OrderEvents>.Instance);

    private async Task CatchUpAsync(OrderEvents events)
    {
        clock.Advance(TimeSpan.FromSeconds(2));
        while (await events.AdvanceAsync(CancellationToken.None))
        {
        }

        while (await events.AdvanceAsync(CancellationToken.None))
        {
        }
    }
}
