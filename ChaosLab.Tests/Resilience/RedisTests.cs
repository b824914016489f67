using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Resilience;

/// <summary>Rows E1 and E4: the shop goes on without Redis, and does not hang on a frozen one.</summary>
[Collection(SharedLabDefinition.Name)]
public sealed class RedisTests(SharedLab shared) : SharedLabTest(shared)
{
    private readonly Lab _lab = shared.Lab;
    private readonly string _customer = "redis-" + Guid.NewGuid().ToString("N");

    [Fact]
    public async Task Redis_stopped_purchases_go_on_with_default_features()
    {
        await FeaturesBecomeAsync("live");
        await _lab.PressOkAsync("cache", "stop");
        try
        {
            var answers = new List<PurchaseAnswer>();
            for (var i = 0; i < 100; i++) answers.Add(await _lab.Gateway.BuyAsync());

            answers.ShouldAllBe(a => a.Status == HttpStatusCode.OK);
            // On a quiet machine it is below 500 ms, which the benchmark measures; a caller that waited for Redis would take seconds.
            answers.P95().ShouldBeLessThan(TimeSpan.FromSeconds(5));
            await FeaturesBecomeAsync("default");

            var health = await Eventually.BeAsync("a degraded payment", ct => _lab.Payment.GetStringAsync("/health", ct),
                body => body.Contains("degraded", StringComparison.Ordinal));
            health.ShouldContain("cache");
        }
        finally
        {
            await _lab.RestoreAsync();
        }
    }

    [Fact]
    public async Task Redis_frozen_the_shop_still_answers_and_waits_for_nothing()
    {
        await FeaturesBecomeAsync("live");
        var pause = _lab.PressAsync("cache", "pause", ("seconds", "10"));
        await FeaturesBecomeAsync("default");
        var rounds = 0;
        while (!pause.IsCompleted)
        {
            (await _lab.Gateway.BuyAsync()).Status.ShouldBe(HttpStatusCode.OK);
            using var products = await _lab.Gateway.GetAsync("/products");
            products.StatusCode.ShouldBe(HttpStatusCode.OK);
            rounds++;
        }

        (await pause).Success.ShouldBeTrue((await pause).Message);
        rounds.ShouldBeGreaterThan(1, "callers that waited for Redis would get their first answer at its end");
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
            stats => stats.GetProperty("orders").GetInt64() >= before + 5);
    }

    /// <summary>Charges a customer until payment scores it with live features, or with the default ones.</summary>
    private Task<string?> FeaturesBecomeAsync(string expected) => Eventually.BeAsync($"{expected} features", async ct =>
    {
        using var response = await _lab.Payment.PostAsJsonAsync("/charge", new { key = Guid.NewGuid().ToString(), amount = 5, customer = _customer }, ct);
        var charge = await response.Content.ReadFromJsonAsync<JsonElement>(ct);
        return charge.GetProperty("fraud").GetProperty("features").GetString();
    }, features => features == expected);
}
