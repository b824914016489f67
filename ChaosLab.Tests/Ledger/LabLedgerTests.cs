using System.Net;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using ChaosLab.ChaosController.Ledger;
using ChaosLab.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Ledger;

/// <summary>The checker against the books of a shop that runs.</summary>
[Collection(SharedLabDefinition.Name)]
public sealed class LabLedgerTests(SharedLab shared) : SharedLabTest(shared)
{
    private readonly Lab _lab = shared.Lab;
    private readonly string _prefix = $"ledger-{Guid.NewGuid():N}-";

    [Fact]
    public async Task Twenty_purchases_and_a_return_are_right_in_all_books()
    {
        var history = new PurchaseHistory();
        for (var i = 0; i < 20; i++) history.Add(await BuyAsync($"{_prefix}{i}"));
        history.Purchases.ShouldAllBe(p => p.Outcome == PurchaseOutcome.Ok);

        var given = history.Purchases[3].OrderId!;
        (await _lab.Gateway.ReturnAsync(given)).Status.ShouldBe(HttpStatusCode.OK);
        history.AddReturn(given, acknowledged: true);

        var report = await SettleAsync(history);

        report.Problem.ShouldBeNull();
        report.Verdict.ShouldBe(LedgerVerdict.Right, string.Join("; ", (LedgerAnomaly[])[.. report.Lost, .. report.Phantom, .. report.Stale]));
        report.Acknowledged.ShouldBe(20);
    }

    [Fact]
    public async Task A_purchase_that_the_history_does_not_have_is_a_phantom()
    {
        var history = new PurchaseHistory();
        history.Add(await BuyAsync(_prefix + "known"));
        await BuyAsync(_prefix + "forgotten");

        (await SettleAsync(history)).Phantom.ShouldHaveSingleItem().Key.ShouldBe(_prefix + "forgotten");
    }

    private async Task<LedgerReport> SettleAsync(PurchaseHistory history)
    {
        var database = _lab.App.Services.GetRequiredService<DistributedApplicationModel>().Resources
            .OfType<IResourceWithConnectionString>().Single(r => r.Name == "ordersdb");
        using var reader = new BooksReader(
            await database.GetConnectionStringAsync(),
            (resource, _) =>
            {
                using var client = _lab.ClientOf(resource);
                return Task.FromResult(client.BaseAddress);
            });
        return await new BooksSettling(reader, _prefix, TimeProvider.System).SettleAsync(history, TimeSpan.FromSeconds(60));
    }

    private async Task<Purchase> BuyAsync(string key)
    {
        var sent = DateTimeOffset.UtcNow;
        var answer = await _lab.Gateway.BuyAsync(key, amount: 12.34m);
        var isOk = answer.Status == HttpStatusCode.OK;
        var body = isOk ? JsonDocument.Parse(answer.Body).RootElement : default;
        return new Purchase(
            key, "test", "book", 12.34m, sent, DateTimeOffset.UtcNow,
            isOk ? PurchaseOutcome.Ok : PurchaseOutcome.Unknown,
            isOk ? body.GetProperty("orderId").GetString() : null,
            isOk ? body.GetProperty("paymentId").GetString() : null,
            (int)answer.Status);
    }
}
