using ChaosLab.ChaosController.Ledger;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Ledger;

public sealed class BooksSettlingTests
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);

    private readonly World _world = new();
    private readonly PurchaseHistory _history = new();
    private int _readings;

    [Fact]
    public async Task Right_books_are_read_once()
    {
        _history.Add(_world.Bought());
        (await SettleAsync(_ => _world.Books)).Verdict.ShouldBe(LedgerVerdict.Right);
        _readings.ShouldBe(1);
    }

    [Fact]
    public async Task It_waits_until_the_shop_has_decided()
    {
        var purchase = _world.Unanswered(BookedOrderStatus.Unknown, charged: true);
        _history.Add(purchase);
        var report = await SettleAsync(reading =>
        {
            if (reading == 3) _world.Change(purchase, order => order with { Status = BookedOrderStatus.Paid });
            return _world.Books;
        }, TimeSpan.FromMinutes(1));
        report.Verdict.ShouldBe(LedgerVerdict.Right);
        report.UnknownCharged.ShouldBe(1);
        _readings.ShouldBe(3);
    }

    [Fact]
    public async Task What_never_settles_is_told_at_the_end_of_the_time()
    {
        _history.Add(_world.Unanswered(BookedOrderStatus.Unknown));
        var report = await SettleAsync(_ => _world.Books, Short);
        report.Verdict.ShouldBe(LedgerVerdict.Wrong);
        report.Stale.ShouldHaveSingleItem();
        _readings.ShouldBeInRange(2, 4);
    }

    [Fact]
    public async Task What_is_wrong_twice_will_not_heal()
    {
        _history.Add(_world.Bought());
        _world.Entries.Clear();
        (await SettleAsync(_ => _world.Books, TimeSpan.FromMinutes(5))).Lost.ShouldHaveSingleItem();
        _readings.ShouldBe(2);
    }

    [Fact]
    public async Task A_contradiction_that_came_between_two_books_is_none()
    {
        _history.Add(_world.Bought());
        var torn = _world.Books with { Entries = [] };
        (await SettleAsync(reading => reading == 1 ? torn : _world.Books)).Verdict.ShouldBe(LedgerVerdict.Right);
    }

    [Fact]
    public async Task Books_that_become_readable_are_read()
    {
        _history.Add(_world.Bought());
        var report = await SettleAsync(reading => reading < 3 ? throw new BookUnreadableException("Payment's ledger", "it is away.") : _world.Books);
        report.Verdict.ShouldBe(LedgerVerdict.Right);
    }

    [Fact]
    public async Task Books_that_cannot_be_read_are_no_verdict()
    {
        _history.Add(_world.Bought());
        var report = await SettleAsync(_ => throw new BookUnreadableException("Payment's ledger", "it is away."), Short);
        report.Verdict.ShouldBe(LedgerVerdict.Unknown);
        report.Problem.ShouldBe("Payment's ledger cannot be read: it is away.");
        report.Acknowledged.ShouldBe(1);
    }

    [Fact]
    public async Task A_history_with_gaps_is_no_evidence()
    {
        var history = new PurchaseHistory(limit: 1);
        history.Add(_world.Bought());
        history.Add(_world.Bought());
        var report = await new BooksSettling(_ => Task.FromResult(_world.Books), TimeProvider.System).SettleAsync(history);
        report.Verdict.ShouldBe(LedgerVerdict.Unknown);
        report.Problem!.ShouldContain("1 purchases did not fit");
    }

    [Fact]
    public async Task The_last_books_are_kept_for_the_export()
    {
        _history.Add(_world.Bought());
        var books = _world.Books;
        var settling = new BooksSettling(_ => Task.FromResult(books), TimeProvider.System);
        await settling.SettleAsync(_history);
        settling.LastBooks.ShouldBeSameAs(books);

        var unreadable = new BooksSettling(_ => throw new BookUnreadableException("Payment's ledger", "it is away."), TimeProvider.System);
        await unreadable.SettleAsync(_history, TimeSpan.Zero);
        unreadable.LastBooks.ShouldBeNull();
    }

    private Task<LedgerReport> SettleAsync(Func<int, ShopBooks> read, TimeSpan? within = null)
        => new BooksSettling(_ => Task.FromResult(read(++_readings)), TimeProvider.System).SettleAsync(_history, within);
}
