using ChaosLab.ChaosController.Ledger;
using Shouldly;
using Xunit;
using static ChaosLab.ChaosController.Ledger.BookedOrderStatus;

namespace ChaosLab.Tests.Ledger;

/// <summary>Histories that are known to be good, and histories that are known to be bad.</summary>
public sealed class LedgerCheckerTests
{
    private readonly World _world = new();

    [Fact]
    public void What_was_acknowledged_paid_and_charged_once_is_right()
    {
        _world.Bought();
        _world.Bought(0.01m);
        _world.Refused();
        _world.Unanswered();

        var report = _world.Check();

        report.Verdict.ShouldBe(LedgerVerdict.Right);
        (report.Acknowledged, report.Refused, report.Unknown, report.UnknownCharged).ShouldBe((2, 1, 1, 0));
        report.Problem.ShouldBeNull();
    }

    [Fact]
    public void Nothing_bought_is_no_verdict() => _world.Check().Verdict.ShouldBe(LedgerVerdict.Unknown);

    [Fact]
    public void An_acknowledged_purchase_without_an_order_is_lost()
    {
        var purchase = _world.Bought();
        _world.Orders.Clear();
        _world.Entries.Clear();
        ShouldBeOnly(r => r.Lost, purchase, "there is no order");
    }

    [Fact]
    public void An_acknowledged_purchase_without_a_charge_is_lost()
    {
        var purchase = _world.Bought();
        _world.Entries.Clear();
        ShouldBeOnly(r => r.Lost, purchase, "no charge");
    }

    [Theory]
    [InlineData(Failed)]
    [InlineData(Cancelling)]
    [InlineData(Cancelled)]
    internal void An_acknowledged_purchase_that_the_shop_gave_up_is_lost(BookedOrderStatus status)
    {
        var purchase = _world.Bought();
        _world.Change(purchase, order => order with { Status = status });
        ShouldBeOnly(r => r.Lost, purchase, status.ToString().ToLowerInvariant());
    }

    [Fact]
    public void An_acknowledged_purchase_whose_charge_was_given_back_is_lost()
    {
        var purchase = _world.Bought();
        _world.Entries.Add(new BookedEntry(BookedEntryKind.Refunded, purchase.OrderId!));
        ShouldBeOnly(r => r.Lost, purchase, "its charge was refunded");
    }

    [Theory]
    [InlineData(Pending)]
    [InlineData(Unknown)]
    internal void Acknowledged_charged_but_unsettled_is_stale(BookedOrderStatus status)
    {
        var purchase = _world.Bought();
        _world.Change(purchase, order => order with { Status = status, PaymentId = null });
        ShouldBeOnly(r => r.Stale, purchase, "still");
    }

    [Fact]
    public void Another_order_than_the_acknowledged_one_is_a_loss()
    {
        var purchase = _world.Bought();
        _world.Purchases[0] = purchase with { OrderId = Guid.NewGuid().ToString() };
        ShouldBeOnly(r => r.Lost, purchase, "the key now belongs to");
    }

    [Fact]
    public void Another_payment_than_the_acknowledged_one_is_a_loss()
    {
        var purchase = _world.Bought();
        _world.Purchases[0] = purchase with { PaymentId = "pay_other" };
        ShouldBeOnly(r => r.Lost, purchase, "pay_other");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Two_charges_of_one_order_are_a_duplicate_even_if_one_is_back(bool refunded)
    {
        var purchase = _world.Bought();
        _world.Entries.Add(new BookedEntry(BookedEntryKind.Charged, purchase.OrderId!, "pay_second", purchase.Amount, "anna"));
        if (refunded) _world.Entries.Add(new BookedEntry(BookedEntryKind.Refunded, purchase.OrderId!));
        ShouldBeOnly(r => r.Duplicated, purchase, "2 times");
    }

    [Fact]
    public void Two_orders_of_one_key_are_a_duplicate()
    {
        var purchase = _world.Bought();
        _world.Book(purchase.Key, purchase.Amount, Paid, charged: true);
        ShouldBeOnly(r => r.Duplicated, purchase, "2 orders");
    }

    [Fact]
    public void A_paid_order_that_nobody_bought_is_a_phantom()
    {
        _world.Bought();
        _world.Book(World.Prefix + "ghost", 5m, Paid, charged: true);
        Only(_world.Check(), r => r.Phantom).Key.ShouldBe(World.Prefix + "ghost");
    }

    [Fact]
    public void An_order_that_nobody_is_known_to_have_bought_yet_is_none_while_purchases_are_on_their_way()
    {
        _world.Bought();
        _world.Book(World.Prefix + "on-its-way", 5m, Paid, charged: true);
        _world.Check(stillBuying: true).Verdict.ShouldBe(LedgerVerdict.Right);
    }

    [Fact]
    public void A_charge_without_an_order_is_a_phantom()
    {
        _world.Bought();
        _world.Entries.Add(new BookedEntry(BookedEntryKind.Charged, Guid.NewGuid().ToString(), "pay_ghost", 5m, World.Prefix + "anna"));
        Only(_world.Check(), r => r.Phantom).Because.ShouldContain("pay_ghost");
    }

    [Theory]
    [InlineData("chaoslab-probe")]
    [InlineData("chaoslab-canary-1f")]
    public void The_lab_s_own_probes_are_nobody_s_purchases(string key)
    {
        _world.Bought();
        _world.Entries.Add(new BookedEntry(BookedEntryKind.Charged, key, "pay_probe", 1m, World.Prefix));
        _world.Check().Verdict.ShouldBe(LedgerVerdict.Right);
    }

    [Theory]
    [InlineData(Paid)]
    [InlineData(Failed)]
    [InlineData(Unknown)]
    internal void A_charge_that_stands_though_the_purchase_was_refused_is_a_phantom(BookedOrderStatus status)
        => ShouldBeOnly(r => r.Phantom, _world.Refused(status, charged: true), "was refused");

    [Fact]
    public void A_paid_order_of_a_refused_purchase_is_a_phantom_even_without_a_charge()
        => ShouldBeOnly(r => r.Phantom, _world.Refused(Paid), "the order is paid");

    [Fact]
    public void A_refused_purchase_whose_charge_the_reconciler_gave_back_is_right()
    {
        _world.Refused(Cancelled, charged: true, refunded: true);
        _world.Check().Verdict.ShouldBe(LedgerVerdict.Right);
    }

    [Fact]
    public void A_refused_purchase_whose_charge_is_on_its_way_back_is_stale()
        => ShouldBeOnly(r => r.Stale, _world.Refused(Cancelling, charged: true), "cancelling");

    [Fact]
    public void An_unknown_purchase_may_be_one_or_none()
    {
        _world.Unanswered();
        _world.Unanswered(Failed);
        _world.Unanswered(Cancelled);
        _world.Unanswered(Cancelled, charged: true, refunded: true);
        _world.Unanswered(Paid, charged: true);

        var report = _world.Check();

        report.Verdict.ShouldBe(LedgerVerdict.Right);
        (report.Unknown, report.UnknownCharged).ShouldBe((5, 1));
    }

    [Theory]
    [InlineData(Pending)]
    [InlineData(Unknown)]
    [InlineData(Cancelling)]
    internal void An_unknown_purchase_that_the_shop_has_not_decided_is_stale(BookedOrderStatus status)
        => ShouldBeOnly(r => r.Stale, _world.Unanswered(status), status.ToString().ToLowerInvariant());

    [Theory]
    [InlineData(Failed)]
    [InlineData(Cancelled)]
    internal void An_unknown_purchase_that_was_cancelled_must_not_stay_charged(BookedOrderStatus status)
        => ShouldBeOnly(r => r.Phantom, _world.Unanswered(status, charged: true), "stands");

    [Fact]
    public void An_unknown_purchase_that_is_paid_must_be_charged()
        => ShouldBeOnly(r => r.Lost, _world.Unanswered(Paid), "no charge");

    [Fact]
    public void An_unknown_purchase_may_not_be_charged_twice()
    {
        var purchase = _world.Unanswered(Paid, charged: true);
        _world.Entries.Add(new BookedEntry(BookedEntryKind.Charged, _world.OrderOf(purchase), "pay_second", purchase.Amount, "anna"));
        ShouldBeOnly(r => r.Duplicated, purchase, "2 times");
    }

    [Fact]
    public void Another_charge_than_was_bought_is_a_phantom()
    {
        var purchase = _world.Bought(10m);
        _world.ChangeCharge(purchase, charge => charge with { Amount = 100m });
        ShouldBeOnly(r => r.Phantom, purchase, "10 was bought; the order says 10 and the charge 100");
    }

    [Fact]
    public void Another_order_amount_than_was_bought_is_a_phantom()
    {
        var purchase = _world.Unanswered(Paid, charged: true);
        _world.Change(purchase, order => order with { Amount = 9.98m });
        ShouldBeOnly(r => r.Phantom, purchase, "the order says 9.98");
    }

    [Fact]
    public void A_payment_that_only_the_order_knows_is_a_phantom()
    {
        var purchase = _world.Unanswered(Paid, charged: true);
        _world.Change(purchase, order => order with { PaymentId = "pay_elsewhere" });
        ShouldBeOnly(r => r.Phantom, purchase, "pay_elsewhere");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_return_that_went_through_is_right(bool acknowledged)
    {
        _world.GivenBack(acknowledged);
        _world.Check().Verdict.ShouldBe(LedgerVerdict.Right);
    }

    [Fact]
    public void A_return_without_an_answer_may_have_changed_nothing()
    {
        _world.Returns.Add(new ReturnAttempt(_world.Bought().OrderId!, Acknowledged: false));
        _world.Check().Verdict.ShouldBe(LedgerVerdict.Right);
    }

    [Fact]
    public void An_acknowledged_return_must_have_given_the_money_back()
    {
        var purchase = _world.Bought();
        _world.Returns.Add(new ReturnAttempt(purchase.OrderId!, Acknowledged: true));
        ShouldBeOnly(r => r.Lost, purchase, "Its return was acknowledged");
    }

    [Fact]
    public void A_refunded_order_whose_charge_stands_lost_the_refund()
    {
        var purchase = _world.GivenBack(acknowledged: true);
        _world.Entries.RemoveAll(e => e.Kind == BookedEntryKind.Refunded);
        ShouldBeOnly(r => r.Lost, purchase, "did not give the money back");
    }

    [Fact]
    public void A_refund_that_nobody_asked_for_is_a_loss()
    {
        var purchase = _world.GivenBack(acknowledged: true);
        _world.Returns.Clear();
        ShouldBeOnly(r => r.Lost, purchase, "Nobody gave it back");
    }

    [Fact]
    public void Money_that_came_back_twice_is_a_duplicate_whatever_became_of_the_purchase()
    {
        var returned = _world.GivenBack(acknowledged: true);
        _world.Entries.Add(new BookedEntry(BookedEntryKind.Refunded, returned.OrderId!));
        ShouldBeOnly(r => r.Duplicated, returned, "given back 2 times");

        _world.Entries.RemoveAt(_world.Entries.Count - 1);
        var refused = _world.Refused(Cancelled, charged: true, refunded: true);
        _world.Entries.Add(new BookedEntry(BookedEntryKind.Refunded, _world.OrderOf(refused)));
        ShouldBeOnly(r => r.Duplicated, refused, "given back 2 times");
    }

    [Fact]
    public void A_refund_between_the_readings_of_two_books_is_not_settled_while_returns_go_on()
    {
        var purchase = _world.Bought();
        _world.Returns.Add(new ReturnAttempt(purchase.OrderId!, Acknowledged: false));
        _world.Entries.Add(new BookedEntry(BookedEntryKind.Refunded, purchase.OrderId!));

        Only(_world.Check(stillBuying: true), r => r.Stale).Key.ShouldBe(purchase.Key);
        Only(_world.Check(), r => r.Lost).Key.ShouldBe(purchase.Key);
    }

    [Fact]
    public void A_return_under_way_is_stale()
    {
        var purchase = _world.Bought();
        _world.Returns.Add(new ReturnAttempt(purchase.OrderId!, Acknowledged: false));
        _world.Change(purchase, order => order with { Status = Refunding });
        ShouldBeOnly(r => r.Stale, purchase, "refunding");
    }

    [Fact]
    public void An_event_that_waits_in_the_outbox_is_stale()
    {
        var purchase = _world.Bought();
        _world.Change(purchase, order => order with { UnsentEvents = 1 });
        ShouldBeOnly(r => r.Stale, purchase, "outbox");
    }

    [Fact]
    public void Every_anomaly_of_a_bad_history_is_told_once_and_in_its_place()
    {
        var lost = _world.Bought();
        _world.Orders.Clear();
        _world.Entries.Clear();
        var duplicated = _world.Bought();
        _world.Entries.Add(new BookedEntry(BookedEntryKind.Charged, duplicated.OrderId!, "pay_second", duplicated.Amount, "anna"));
        var phantom = _world.Refused(Paid, charged: true);
        var stale = _world.Unanswered(Unknown, charged: true);
        _world.Bought();

        var report = _world.Check();

        report.Verdict.ShouldBe(LedgerVerdict.Wrong);
        report.Lost.Select(a => a.Key).ShouldBe([lost.Key]);
        report.Duplicated.Select(a => a.Key).ShouldBe([duplicated.Key]);
        report.Phantom.Select(a => a.Key).ShouldBe([phantom.Key]);
        report.Stale.Select(a => a.Key).ShouldBe([stale.Key]);
        (report.Acknowledged, report.Refused, report.Unknown, report.UnknownCharged).ShouldBe((3, 1, 1, 1));
    }

    private static LedgerAnomaly Only(LedgerReport report, Func<LedgerReport, IReadOnlyList<LedgerAnomaly>> list)
    {
        report.Verdict.ShouldBe(LedgerVerdict.Wrong);
        new[] { report.Lost, report.Duplicated, report.Phantom, report.Stale }.Sum(l => l.Count).ShouldBe(1);
        return list(report).ShouldHaveSingleItem();
    }

    private void ShouldBeOnly(Func<LedgerReport, IReadOnlyList<LedgerAnomaly>> list, Purchase purchase, string because)
    {
        var anomaly = Only(_world.Check(), list);
        anomaly.Key.ShouldBe(purchase.Key);
        anomaly.Because.ShouldContain(because);
    }
}
