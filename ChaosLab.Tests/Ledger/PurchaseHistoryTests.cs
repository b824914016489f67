using ChaosLab.ChaosController.Ledger;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Ledger;

public sealed class PurchaseHistoryTests
{
    [Fact]
    public void Everything_is_kept_in_order()
    {
        var history = new PurchaseHistory();
        for (var i = 0; i < 100; i++) history.Add(Of($"k{i}"));
        history.Purchases.Select(p => p.Key).ShouldBe(Enumerable.Range(0, 100).Select(i => $"k{i}"));
    }

    [Fact]
    public void Many_threads_lose_nothing()
    {
        var history = new PurchaseHistory();
        Parallel.For(0, 10_000, i =>
        {
            history.Add(Of($"k{i}"));
            history.AddReturn($"o{i % 100}", i % 3 == 0);
        });
        history.Purchases.Select(p => p.Key).Distinct().Count().ShouldBe(10_000);
        history.Returns.Count.ShouldBe(100);
        history.Returns.ShouldAllBe(r => r.Acknowledged);
        history.Unrecorded.ShouldBe(0);
    }

    [Fact]
    public void What_does_not_fit_is_counted()
    {
        var history = new PurchaseHistory(limit: 2);
        for (var i = 0; i < 5; i++) history.Add(Of($"k{i}"));
        history.Purchases.Count.ShouldBe(2);
        history.Unrecorded.ShouldBe(3);
    }

    [Fact]
    public void A_key_is_noted_once()
    {
        var history = new PurchaseHistory();
        history.Add(Of("k"));
        Should.Throw<ArgumentException>(() => history.Add(Of("k"))).Message.ShouldContain("'k'");
    }

    [Fact]
    public void A_return_once_acknowledged_stays_so()
    {
        var history = new PurchaseHistory();
        history.AddReturn("order", acknowledged: false);
        history.AddReturn("order", acknowledged: true);
        history.AddReturn("order", acknowledged: false);
        history.Returns.ShouldBe([new ReturnAttempt("order", Acknowledged: true)]);
    }

    private static Purchase Of(string key)
        => new(key, "anna", "book", 1m, World.Start, World.Start, PurchaseOutcome.Failed, null, null, 429);
}
