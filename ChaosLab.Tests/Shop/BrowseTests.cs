using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Shop;

[Collection(SharedLabDefinition.Name)]
public sealed class BrowseTests(SharedLab shared) : SharedLabTest(shared)
{
    private readonly Lab _lab = shared.Lab;

    [Fact]
    public async Task Products_come_from_the_catalog_through_the_gateway()
    {
        var products = (await _lab.Gateway.JsonAsync("/products")).GetProperty("products").EnumerateArray().ToArray();
        products.ShouldContain(p => p.GetProperty("id").GetString() == "book" && p.GetProperty("price").GetDecimal() == 9.99m);
    }

    [Fact]
    public async Task Second_read_is_served_from_the_cache()
    {
        await _lab.Gateway.GetStringAsync("/products/book");
        await Eventually.BeAsync("a hit", async ct =>
        {
            using var response = await _lab.Gateway.GetAsync("/products/book", ct);
            return response.Headers.GetValues("X-Cache").Single();
        }, cache => cache == "hit");
    }

    [Fact]
    public async Task Search_finds_what_is_there_and_treats_wildcards_as_text()
    {
        (await _lab.Gateway.JsonAsync("/search?q=book")).GetProperty("results").GetArrayLength().ShouldBeGreaterThan(0);
        (await _lab.Gateway.JsonAsync("/search?q=%25")).GetProperty("results").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Storefront_is_served_by_web_with_a_strict_content_policy()
    {
        using var response = await _lab.Gateway.GetAsync("/");
        (await response.Content.ReadAsStringAsync()).ShouldContain("<html");
        response.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldContain("default-src");
    }

    [Fact]
    public async Task Orders_reach_analytics()
    {
        using var analytics = _lab.ClientOf("analytics");
        var before = (await analytics.JsonAsync("/stats")).GetProperty("orders").GetInt64();

        for (var i = 0; i < 5; i++) (await _lab.Gateway.BuyAsync()).Status.ShouldBe(System.Net.HttpStatusCode.OK);

        await Eventually.BeAsync("orders in /stats", _ => analytics.JsonAsync("/stats"),
            stats => stats.GetProperty("orders").GetInt64() >= before + 5);
    }
}
