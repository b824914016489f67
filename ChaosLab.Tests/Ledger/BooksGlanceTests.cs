using ChaosLab.ChaosController.Ledger;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Ledger;

/// <summary>A look at the books in the middle of a run, while the load gives orders back.</summary>
public sealed class BooksGlanceTests
{
    private readonly World _world = new();
    private readonly PurchaseHistory _history = new();

    [Fact]
    public async Task An_order_that_the_load_has_given_back_by_now_is_no_loss()
    {
        _history.Add(_world.GivenBack(acknowledged: true));

        (await LookAsync()).Verdict.ShouldBe(LedgerVerdict.Right);
    }

    [Fact]
    public async Task An_order_that_is_given_back_while_the_books_are_read_is_no_loss()
    {
        var purchase = _world.Bought();
        _history.Add(purchase);

        var report = await LookAsync(meanwhile: () =>
        {
            _world.Returns.Add(new ReturnAttempt(purchase.OrderId!, Acknowledged: true));
            _world.Change(purchase, order => order with { Status = BookedOrderStatus.Refunded });
            _world.Entries.Add(new BookedEntry(BookedEntryKind.Refunded, purchase.OrderId!));
        });

        report.Verdict.ShouldBe(LedgerVerdict.Right);
    }

    [Fact]
    public async Task A_return_that_is_acknowledged_only_after_the_reading_need_not_be_in_the_books()
    {
        var purchase = _world.Bought();
        _history.Add(purchase);
        _world.Returns.Add(new ReturnAttempt(purchase.OrderId!, Acknowledged: false));

        (await LookAsync(meanwhile: () => _world.Returns[0] = _world.Returns[0] with { Acknowledged = true })).Verdict.ShouldBe(LedgerVerdict.Right);
    }

    [Fact]
    public async Task A_return_that_was_acknowledged_before_must_be_in_the_books()
    {
        var purchase = _world.Bought();
        _history.Add(purchase);
        _world.Returns.Add(new ReturnAttempt(purchase.OrderId!, Acknowledged: true));

        (await LookAsync()).Lost.ShouldHaveSingleItem().Key.ShouldBe(purchase.Key);
    }

    private Task<LedgerReport> LookAsync(Action? meanwhile = null)
        => new BooksGlance(_history, () => [.. _world.Returns], _ =>
        {
            meanwhile?.Invoke();
            return Task.FromResult(_world.Books);
        }).TakeAsync(CancellationToken.None);
}
