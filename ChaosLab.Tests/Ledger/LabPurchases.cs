using System.Net;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using ChaosLab.ChaosController.Ledger;
using ChaosLab.Hosting.Infrastructure.Redis;
using ChaosLab.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace ChaosLab.Tests.Ledger;

/// <summary>Purchases in a shop that runs, the client's history of them, and the shop's books.</summary>
internal sealed class LabPurchases(Lab lab)
{
    private const decimal Amount = 12.34m;

    public string Prefix { get; } = $"ledger-{Guid.NewGuid():N}-";

    public PurchaseHistory History { get; } = new();

    /// <summary>Buys, and gives the purchase without noting it.</summary>
    public async Task<Purchase> BuyAsync(string key)
    {
        var sent = DateTimeOffset.UtcNow;
        var answer = await lab.Gateway.BuyAsync(Prefix + key, amount: Amount);
        var isOk = answer.Status == HttpStatusCode.OK;
        var body = isOk ? JsonDocument.Parse(answer.Body).RootElement : default;
        return new Purchase(
            Prefix + key, "test", "book", Amount, sent, DateTimeOffset.UtcNow,
            isOk ? PurchaseOutcome.Ok : PurchaseOutcome.Unknown,
            isOk ? body.GetProperty("orderId").GetString() : null,
            isOk ? body.GetProperty("paymentId").GetString() : null,
            (int)answer.Status);
    }

    /// <summary>Buys until so many purchases are acknowledged; each is noted, also one that a busy machine left without an answer.</summary>
    public async Task<IReadOnlyList<string>> BuyOkAsync(int count)
    {
        var orders = new List<string>();
        for (var tries = 0; orders.Count < count; tries++)
        {
            tries.ShouldBeLessThan(5 * count, "the shop acknowledges purchases");
            var purchase = await BuyAsync($"{History.Purchases.Count}");
            History.Add(purchase);
            if (purchase.OrderId is { } order) orders.Add(order);
        }

        return orders;
    }

    /// <summary>Compares the history with the books until they are settled.</summary>
    public async Task<LedgerReport> SettleAsync(TimeSpan? within = null)
    {
        using var reader = new BooksReader(
            await ((IResourceWithConnectionString)Resource("ordersdb")).GetConnectionStringAsync(),
            (resource, _) =>
            {
                using var client = lab.ClientOf(resource);
                return Task.FromResult(client.BaseAddress);
            });
        return await new BooksSettling(reader, Prefix, TimeProvider.System).SettleAsync(History, within ?? TimeSpan.FromSeconds(60));
    }

    /// <summary>Compares until the books are right.</summary>
    public async Task ShouldBeRightAsync()
    {
        var report = await SettleAsync();
        report.Problem.ShouldBeNull();
        report.Verdict.ShouldBe(
            LedgerVerdict.Right, string.Join("; ", (object?[])[report.Gap, .. report.Lost, .. report.Duplicated, .. report.Phantom, .. report.Stale]));
        report.Acknowledged.ShouldBe(History.Purchases.Count(p => p.Outcome == PurchaseOutcome.Ok));
    }

    /// <summary>Asks the shop's Redis.</summary>
    public async Task<IReadOnlyList<string?>> AskRedisAsync(params string[] words)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await using var connection = await new RedisServer(Resource("cache")).OpenAsync(limit.Token);
        return await connection.AskAsync(limit.Token, words);
    }

    /// <summary>Waits until the stream has an order's event, and gives the event's id.</summary>
    public async Task<string> EventOfAsync(string order)
    {
        // An entry is its place and then id, type, orderId, …, each name followed by its value.
        var parts = await Eventually.BeAsync($"the event of {order}", _ => AskRedisAsync("XREVRANGE", "shop:orders", "+", "-", "COUNT", "200"), found => found.Contains(order));
        return parts[parts.ToList().IndexOf(order) - 4]!;
    }

    /// <summary>Appends an event that tells that an order was placed.</summary>
    public Task AppendAsync(string order, string eventId) => AskRedisAsync(
        "XADD", "shop:orders", "*", "id", eventId, "type", "order.placed", "orderId", order,
        "amount", "12.34", "customer", "test", "item", "book", "at", DateTimeOffset.UtcNow.ToString("O"));

    private IResource Resource(string name)
        => lab.App.Services.GetRequiredService<DistributedApplicationModel>().Resources.Single(r => r.Name == name);
}
