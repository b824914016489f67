using ChaosLab.Analytics.Events;
using ChaosLab.Analytics.Stats;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Analytics;

/// <summary>How often each order was counted, in bounded memory.</summary>
public sealed class CountedOrdersTests
{
    private readonly CountedOrders orders = new(capacity: 3);
    private readonly Guid[] ids = [.. Enumerable.Range(0, 6).Select(_ => Guid.NewGuid())];

    [Fact]
    public void Placings_and_refunds_of_each_order_are_told_apart()
    {
        Count(0, 1);
        Count(1, 2);
        Count(0, 3, OrderEvent.Refunded);
        Count(1, 4);
        Count(2, 5, "order.shipped");
        Told().ShouldBe([(ids[0], 1, 1), (ids[1], 2, 0)]);
    }

    [Fact]
    public void The_oldest_are_forgotten_and_the_answer_says_so()
    {
        orders.BeginAt(At(0));
        for (var i = 0; i < 3; i++)
            Count(i, 10 + i);
        orders.Since.ShouldBe(At(0));

        Count(0, 20, OrderEvent.Refunded);
        Count(3, 30);
        Told().Select(o => o.Id).ShouldBe([ids[1], ids[2], ids[3]]);
        orders.Since.ShouldBe(At(20), "the refund of the forgotten order is forgotten, too");

        Count(4, 31);
        orders.Since.ShouldBe(At(20), "the one forgotten now is older");
    }

    [Fact]
    public void A_forgotten_order_that_is_counted_again_begins_anew()
    {
        for (var i = 0; i < 4; i++)
            Count(i, i);
        Count(0, 50, OrderEvent.Refunded);
        Told().ShouldBe([(ids[2], 1, 0), (ids[3], 1, 0), (ids[0], 0, 1)]);
    }

    [Fact]
    public void A_reader_in_small_steps_sees_each_order_once_while_the_oldest_are_forgotten()
    {
        for (var i = 0; i < 3; i++)
            Count(i, i);
        long at = 0;
        var one = new CountedOrder[1];
        var told = new List<Guid>();
        for (var i = 3; orders.CopyFrom(ref at, one) > 0; i++)
        {
            told.Add(one[0].Id);
            if (i < 6)
                Count(i, i);
        }

        told.ShouldBe(ids);
    }

    private static DateTimeOffset At(int second) => DateTimeOffset.UnixEpoch.AddSeconds(second);

    private void Count(int order, int second, string type = OrderEvent.Placed) =>
        orders.Count(new(Guid.NewGuid(), type, ids[order], 10m, At(second)));

    private List<(Guid Id, int Placed, int Refunds)> Told()
    {
        var told = new List<(Guid, int, int)>();
        var chunk = new CountedOrder[2];
        long at = 0;
        while (orders.CopyFrom(ref at, chunk) is > 0 and var count)
            told.AddRange(chunk.Take(count).Select(o => (o.Id, o.Placed, o.Refunds)));
        return told;
    }
}
