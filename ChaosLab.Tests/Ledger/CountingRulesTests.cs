using ChaosLab.ChaosController.Ledger;
using Shouldly;
using Xunit;
using static ChaosLab.ChaosController.Ledger.BookedOrderStatus;

namespace ChaosLab.Tests.Ledger;

/// <summary>What analytics has counted against the orders: histories known to be good, and histories known to be bad.</summary>
public sealed class CountingRulesTests
{
    private readonly World _world = new();

    [Fact]
    public void What_was_counted_once_is_right()
    {
        _world.Bought();
        _world.GivenBack(acknowledged: true);
        _world.Refused(Failed);
        _world.Unanswered(Cancelled, charged: true, refunded: true);
        _world.Check().Verdict.ShouldBe(LedgerVerdict.Right);
    }

    [Theory]
    [InlineData(2, "Analytics counted it twice.")]
    [InlineData(3, "Analytics counted it 3 times.")]
    public void What_was_counted_more_than_once_is_duplicated(int times, string because)
    {
        var purchase = _world.Bought();
        Count(purchase, placed: times);
        ShouldBeOnly(r => r.Duplicated, purchase, because);
    }

    [Fact]
    public void A_refund_that_was_counted_twice_is_duplicated()
    {
        var purchase = _world.GivenBack(acknowledged: true);
        Count(purchase, placed: 1, refunds: 2);
        ShouldBeOnly(r => r.Duplicated, purchase, "Analytics counted its refund twice.");
    }

    [Fact]
    public void A_double_count_is_told_while_purchases_are_on_their_way_and_whatever_analytics_has_forgotten()
    {
        Count(_world.Bought(), placed: 2);
        _world.CountedSince = World.Start.AddHours(1);
        _world.Check(stillBuying: true).Duplicated.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_paid_order_that_was_not_counted_though_later_ones_were_is_stale()
    {
        var purchase = _world.Bought();
        _world.Bought();
        Count(purchase);
        ShouldBeOnly(r => r.Stale, purchase, "has not counted its placing of 2026-11-21T19:30:00.0300000+00:00, though it has counted later events");
    }

    [Fact]
    public void A_refund_that_was_not_counted_is_stale()
    {
        var purchase = _world.GivenBack(acknowledged: true);
        Count(purchase, placed: 1);
        ShouldBeOnly(r => r.Stale, purchase, "has not counted its refund");
    }

    [Fact]
    public void A_refunded_order_of_which_only_the_refund_was_counted_is_stale()
    {
        var purchase = _world.GivenBack(acknowledged: true);
        Count(purchase, refunds: 1);
        ShouldBeOnly(r => r.Stale, purchase, "has not counted its placing");
    }

    [Theory]
    [InlineData(null, "up to nothing; 3 of the run's orders wait")]
    [InlineData(0, "up to 2026-11-21T19:30:00.0000000+00:00; 3 of the run's orders wait")]
    public void Analytics_that_is_merely_behind_is_told_once(int? upTo, string because)
    {
        for (var i = 0; i < 3; i++) Count(_world.Bought());
        _world.CountedUpTo = upTo is { } seconds ? World.Start.AddSeconds(seconds) : null;
        ShouldBeOnly(r => r.Stale, _world.Purchases[^1], because);
    }

    [Fact]
    public void Analytics_that_has_read_nothing_since_its_start_is_behind()
    {
        var purchase = _world.Bought();
        Count(purchase);
        _world.CountedSince = _world.CountedUpTo = null;
        ShouldBeOnly(r => r.Stale, purchase, "Analytics is behind");
    }

    [Fact]
    public void An_event_that_waits_in_the_outbox_is_not_missed_besides()
    {
        var purchase = _world.Bought();
        Count(purchase);
        _world.Change(purchase, order => order with { UnsentEvents = 1 });
        ShouldBeOnly(r => r.Stale, purchase, "still in the outbox");
    }

    [Fact]
    public void An_order_that_failed_but_was_counted_is_a_phantom()
    {
        var purchase = _world.Refused(Failed);
        Count(purchase, placed: 1);
        ShouldBeOnly(r => r.Phantom, purchase, "Analytics counted it as placed, but the order is failed.");
    }

    [Fact]
    public void An_order_that_nobody_bought_or_paid_but_was_counted_is_a_phantom()
    {
        _world.Bought();
        _world.Miscounted[_world.Book(World.Prefix + "ghost", 5m, Pending)] = new(1, 0);
        _world.Check().Phantom.ShouldHaveSingleItem().Key.ShouldBe(World.Prefix + "ghost");
    }

    [Fact]
    public void A_refund_that_was_counted_but_never_made_is_a_phantom()
    {
        var purchase = _world.Bought();
        Count(purchase, placed: 1, refunds: 1);
        ShouldBeOnly(r => r.Phantom, purchase, "Analytics counted a refund of it, but the order is paid.");
    }

    [Fact]
    public void A_count_ahead_of_an_order_is_none_while_purchases_are_on_their_way()
    {
        Count(_world.Refused(Failed), placed: 1);
        Count(_world.Bought(), placed: 1, refunds: 1);
        _world.Check(stillBuying: true).Verdict.ShouldBe(LedgerVerdict.Right);
    }

    [Fact]
    public void An_order_that_was_paid_before_it_was_cancelled_may_have_been_counted()
    {
        Count(_world.Unanswered(Cancelled), placed: 1);
        _world.Check().Verdict.ShouldBe(LedgerVerdict.Right);
    }

    [Fact]
    public void What_another_rule_has_found_is_not_told_twice()
    {
        var lost = _world.Bought();
        _world.Entries.Clear();
        Count(lost, placed: 2);
        ShouldBeOnly(r => r.Lost, lost, "no charge");
    }

    [Fact]
    public void What_analytics_no_longer_knows_is_no_anomaly_but_not_right_either()
    {
        Count(_world.Bought());
        Count(_world.GivenBack(acknowledged: true));
        _world.Bought();
        _world.CountedSince = World.Start.AddSeconds(1);

        var report = _world.Check();

        report.Verdict.ShouldBe(LedgerVerdict.Unknown);
        report.Problem.ShouldBeNull();
        report.Gap.ShouldBe("Analytics cannot tell of 2 of the run's orders: their events are older than 2026-11-21T19:30:01.0000000+00:00, from when on it knows all.");
    }

    [Fact]
    public void What_analytics_must_know_is_missed_beside_what_it_no_longer_knows()
    {
        Count(_world.Bought());
        var missed = _world.Bought();
        Count(missed);
        _world.CountedSince = World.Start.AddMilliseconds(35);

        var report = _world.Check();

        report.Verdict.ShouldBe(LedgerVerdict.Wrong);
        report.Stale.ShouldHaveSingleItem().Key.ShouldBe(missed.Key);
        report.Gap.ShouldNotBeNull().ShouldContain("1 of the run's orders");
    }

    [Fact]
    public void What_was_counted_though_analytics_need_not_know_it_is_right()
    {
        _world.Bought();
        _world.CountedSince = World.Start.AddHours(1);
        _world.Check().Verdict.ShouldBe(LedgerVerdict.Right);
    }

    private void Count(Purchase purchase, int placed = 0, int refunds = 0) => _world.Miscounted[_world.OrderOf(purchase)] = new(placed, refunds);

    private void ShouldBeOnly(Func<LedgerReport, IReadOnlyList<LedgerAnomaly>> list, Purchase purchase, string because)
    {
        var report = _world.Check();
        new[] { report.Lost, report.Duplicated, report.Phantom, report.Stale }.Sum(l => l.Count).ShouldBe(1);
        var anomaly = list(report).ShouldHaveSingleItem();
        anomaly.Key.ShouldBe(purchase.Key);
        anomaly.Because.ShouldContain(because);
    }
}
