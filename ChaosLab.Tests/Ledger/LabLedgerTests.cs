using System.Net;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Ledger;

/// <summary>The checker against the books of a shop that runs.</summary>
[Collection(SharedLabDefinition.Name)]
public sealed class LabLedgerTests(SharedLab shared) : SharedLabTest(shared)
{
    private readonly Lab _lab = shared.Lab;
    private readonly LabPurchases _purchases = new(shared.Lab);

    [Fact]
    public async Task Twenty_purchases_and_a_return_are_right_in_all_books()
    {
        var orders = await _purchases.BuyOkAsync(20);

        (await _lab.Gateway.ReturnAsync(orders[3])).Status.ShouldBe(HttpStatusCode.OK);
        _purchases.History.AddReturn(orders[3], acknowledged: true);

        await _purchases.ShouldBeRightAsync();
    }

    [Fact]
    public async Task A_purchase_that_the_history_does_not_have_is_a_phantom()
    {
        await _purchases.BuyOkAsync(1);
        await _purchases.BuyAsync("forgotten");

        (await _purchases.SettleAsync()).Phantom.ShouldHaveSingleItem().Key.ShouldBe(_purchases.Prefix + "forgotten");
    }

    [Fact]
    public async Task An_event_that_is_delivered_twice_is_counted_once()
    {
        var orders = await _purchases.BuyOkAsync(2);
        await _purchases.AppendAsync(orders[0], await _purchases.EventOfAsync(orders[0]));

        // What is bought after it is counted after it.
        await _purchases.BuyOkAsync(1);
        await _purchases.ShouldBeRightAsync();
    }

    [Fact]
    public async Task An_order_with_two_events_is_counted_twice_and_the_ledger_says_so()
    {
        var orders = await _purchases.BuyOkAsync(2);
        await _purchases.ShouldBeRightAsync();
        await _purchases.AppendAsync(orders[1], Guid.CreateVersion7().ToString());
        using var analytics = _lab.ClientOf("analytics");
        await Eventually.BeAsync("the second count", ct => analytics.GetStringAsync("/orders/counted", ct),
            counted => counted.Contains($$"""{"id":"{{orders[1]}}","placed":2,"refunds":0}""", StringComparison.Ordinal));

        var found = (await _purchases.SettleAsync()).Duplicated.ShouldHaveSingleItem();

        (found.OrderId, found.Because).ShouldBe((orders[1], "Analytics counted it twice."));
    }

    [Fact]
    public async Task Events_that_Redis_lost_before_analytics_read_them_are_sent_again_and_counted_once()
    {
        await _purchases.BuyOkAsync(5);
        await _purchases.ShouldBeRightAsync();

        await LostEvents.MakeAsync(_lab, _purchases);

        await _purchases.ShouldBeRightAsync();
    }
}
