using System.Net;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Resilience;

/// <summary>Rows E1 and E4: the shop goes on without Redis, and does not hang on a frozen one.</summary>
[Collection(SharedLabDefinition.Name)]
public sealed class RedisTests(SharedLab shared)
{
    private readonly Lab _lab = shared.Lab;

    [Fact]
    public async Task Redis_stopped_purchases_go_on_with_default_features()
    {
        await _lab.PressOkAsync("cache", "stop");
        try
        {
            var answers = new List<PurchaseAnswer>();
            for (var i = 0; i < 100; i++) answers.Add(await _lab.Gateway.BuyAsync());

            answers.ShouldAllBe(a => a.Status == HttpStatusCode.OK);
            answers.P95().ShouldBeLessThan(TimeSpan.FromMilliseconds(500));
            using var charge = await _lab.Payment.PostAsync("/charge", System.Net.Http.Json.JsonContent.Create(
                new { key = Guid.NewGuid().ToString(), amount = 5, customer = "without-redis" }));
            (await charge.Content.ReadAsStringAsync()).ShouldContain("\"features\":\"default\"");

            var health = await Eventually.BeAsync("a degraded payment", ct => _lab.Payment.GetStringAsync("/health", ct),
                body => body.Contains("degraded", StringComparison.Ordinal), TimeSpan.FromSeconds(20));
            health.ShouldContain("cache");
        }
        finally
        {
            await _lab.RestoreAsync();
        }
    }

    [Fact]
    public async Task Redis_frozen_the_shop_still_answers_within_two_seconds()
    {
        var pause = _lab.PressAsync("cache", "pause", ("seconds", "8"));
        var answers = new List<PurchaseAnswer>();
        var pages = new List<TimeSpan>();
        while (!pause.IsCompleted)
        {
            answers.Add(await _lab.Gateway.BuyAsync());
            var clock = System.Diagnostics.Stopwatch.StartNew();
            using var products = await _lab.Gateway.GetAsync("/products");
            products.StatusCode.ShouldBe(HttpStatusCode.OK);
            pages.Add(clock.Elapsed);
        }

        (await pause).Success.ShouldBeTrue((await pause).Message);
        answers.ShouldAllBe(a => a.Status == HttpStatusCode.OK);
        answers.Max(a => a.Took).ShouldBeLessThan(TimeSpan.FromSeconds(2));
        pages.Max().ShouldBeLessThan(TimeSpan.FromSeconds(2));
        await _lab.RestoreAsync();
    }

    [Fact]
    public async Task Events_of_the_outage_reach_analytics_after_it()
    {
        using var analytics = _lab.ClientOf("analytics");
        var before = (await analytics.JsonAsync("/stats")).GetProperty("orders").GetInt64();
        await _lab.PressOkAsync("cache", "stop");
        try
        {
            for (var i = 0; i < 5; i++) (await _lab.Gateway.BuyAsync()).Status.ShouldBe(HttpStatusCode.OK);
        }
        finally
        {
            await _lab.RestoreAsync();
        }

        await Eventually.BeAsync("the outage's orders in /stats", _ => analytics.JsonAsync("/stats"),
            stats => stats.GetProperty("orders").GetInt64() >= before + 5, TimeSpan.FromSeconds(30));
    }
}
