using System.Diagnostics.Metrics;
using ChaosLab.Analytics;
using ChaosLab.Analytics.Events;
using ChaosLab.Analytics.Stats;
using ChaosLab.ChaosController.Ledger;
using ChaosLab.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Analytics;

/// <summary><c>GET /orders/counted</c>, as a client reads it and as the ledger does.</summary>
public sealed class CountedApiTests : IAsyncLifetime
{
    private readonly AnalyticsOptions options = new() { CountedOrders = 2_500 };
    private readonly WebApplication app;
    private readonly OrderStats stats;
    private readonly HttpClient client = new();

    public CountedApiTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddMetrics();
        builder.Services.AddSingleton<OrderStats>(services => new(new ManualClock(), services.GetRequiredService<IMeterFactory>(), Options.Create(options)));
        app = builder.Build();
        app.MapCounted();
        stats = app.Services.GetRequiredService<OrderStats>();
    }

    public async ValueTask InitializeAsync() => await app.StartAsync();

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task Tells_each_order_on_a_line_and_at_the_end_how_far_that_goes()
    {
        (await TextAsync()).ShouldBe("""{"end":{"since":null,"upTo":null}}""" + "\n");

        var order = Guid.Parse("0199bbbb-0000-7000-8000-000000000001");
        stats.BeginAt(At(0));
        Count(order, 1);
        Count(order, 2, OrderEvent.Refunded);

        (await TextAsync()).ShouldBe("""
            {"id":"0199bbbb-0000-7000-8000-000000000001","placed":1,"refunds":1}
            {"end":{"since":"1970-01-01T00:00:00+00:00","upTo":"1970-01-01T00:00:02+00:00"}}

            """);
    }

    [Fact]
    public async Task Ledger_reads_all_that_analytics_remembers()
    {
        stats.BeginAt(At(0));
        Guid[] orders = [.. Enumerable.Range(0, 3_000).Select(_ => Guid.NewGuid())];
        for (var i = 0; i < orders.Length; i++)
            Count(orders[i], i);
        Count(orders[^1], orders.Length);

        await using var body = await client.GetStreamAsync(Address);
        var counted = await AnalyticsBook.ReadAsync(body, orders.ToHashSet(), CancellationToken.None);

        counted.ById.Count.ShouldBe(options.CountedOrders);
        counted.Of(orders[^1].ToString()).ShouldBe(new(2, 0));
        counted.Of(orders[500].ToString()).ShouldBe(new(1, 0));
        counted.Of(orders[499].ToString()).ShouldBe(new(0, 0));
        (counted.Since, counted.UpTo).ShouldBe((At(499), At(3_000)));
    }

    private Uri Address => new(new Uri(app.Urls.Single()), "/orders/counted");

    private static DateTimeOffset At(int second) => DateTimeOffset.UnixEpoch.AddSeconds(second);

    private Task<string> TextAsync() => client.GetStringAsync(Address);

    private void Count(Guid order, int second, string type = OrderEvent.Placed) =>
        stats.Count(new(Guid.NewGuid(), type, order, 10m, At(second)));
}
