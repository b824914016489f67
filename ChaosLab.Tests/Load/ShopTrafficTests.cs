using System.Text;
using System.Text.Json;
using ChaosLab.Catalog.Products;
using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Ledger;
using ChaosLab.ChaosController.Load.Traffic;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Load;

/// <summary>What customers ask for.</summary>
public sealed class ShopTrafficTests
{
    private static readonly Uri Gateway = new("http://127.0.0.1:5000");

    private readonly PurchaseList _purchases = new();

    [Fact]
    public void What_is_bought_is_what_the_catalog_sells()
    {
        Goods.All.ShouldBe(Assortment.Products.Select(product => (product.Id, product.Price)));
        foreach (var text in Goods.Searches.SkipLast(1))
            new CatalogQuery.Search(text).Among(Assortment.Products).ShouldNotBeEmpty($"for '{text}'");
    }

    [Fact]
    public void The_mix_is_kept()
    {
        var traffic = Create(LoadSpec.StandardMix);

        var counts = Enumerable.Range(0, 100_000).Select(_ => traffic.Operations[traffic.Plan().Operation]).CountBy(operation => operation).ToDictionary();

        // No purchase was acknowledged, so there is nothing to return.
        counts.ShouldNotContainKey("return");
        ((double)counts["browse"]).ShouldBe(80_000, tolerance: 700);
        ((double)counts["search"]).ShouldBe(5_000, tolerance: 400);
        ((double)counts["purchase"]).ShouldBe(11_000, tolerance: 500);
        ((double)counts["orders"]).ShouldBe(4_000, tolerance: 350);
    }

    [Fact]
    public void The_seed_decides_what_is_asked()
    {
        Plans(1).ShouldBe(Plans(1));
        Plans(2).ShouldNotBe(Plans(1));
    }

    [Fact]
    public void A_purchase_is_a_request_the_shop_takes()
    {
        var traffic = Create(new() { ["purchase"] = 1 });
        for (var i = 0; i < 200; i++)
        {
            var request = Written(traffic, traffic.Plan());

            (request.Method, request.Target, request.Fields["Host"]).ShouldBe(("POST", "/purchase", "127.0.0.1:5000"));
            using var body = JsonDocument.Parse(request.Body);
            Web.Orders.PurchaseRequest.Read(body.RootElement).Errors.ShouldBeEmpty();
            var item = body.RootElement.GetProperty("item").GetString();
            body.RootElement.GetProperty("amount").GetDecimal()
                .ShouldBe(Goods.All.Single(goods => goods.Item == item).Price * body.RootElement.GetProperty("quantity").GetInt32());
        }
    }

    [Fact]
    public void Keys_are_unique_even_between_runs_with_the_same_seed()
    {
        var keys = new HashSet<string>();
        for (var run = 0; run < 3; run++)
        {
            var traffic = Create(new() { ["purchase"] = 1 });
            for (var i = 0; i < 100; i++) keys.Add(Written(traffic, traffic.Plan()).Fields["Idempotency-Key"]).ShouldBeTrue();
        }
    }

    [Fact]
    public void Only_an_acknowledged_order_is_returned_and_only_once()
    {
        var traffic = Create(new() { ["return"] = 1 });
        var bought = traffic.Plan();
        traffic.Operations[bought.Operation].ShouldBe("purchase");
        Acknowledge(traffic, bought, "o-1");

        var returned = traffic.Plan();
        traffic.Operations[returned.Operation].ShouldBe("return");
        traffic.ReturnAttempts.ShouldBeEmpty();
        var request = Written(traffic, returned);

        (request.Target, request.Body).ShouldBe(("/return", """{"orderId":"o-1"}"""));
        traffic.ReturnAttempts.ShouldBe([new ReturnAttempt("o-1", Acknowledged: false)]);
        traffic.Operations[traffic.Plan().Operation].ShouldBe("purchase");
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(502, false)]
    [InlineData(409, false)]
    public void A_return_is_acknowledged_by_the_answer_that_says_that_the_money_is_back(int status, bool acknowledged)
    {
        var traffic = Create(new() { ["return"] = 1 });
        Acknowledge(traffic, traffic.Plan(), "o-1");
        var returned = traffic.Plan();
        Written(traffic, returned);

        traffic.Answered(returned, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, status, []).ShouldBe(acknowledged);

        traffic.ReturnAttempts.ShouldBe([new ReturnAttempt("o-1", acknowledged)]);
    }

    [Fact]
    public void A_return_without_an_answer_is_not_acknowledged()
    {
        var traffic = Create(new() { ["return"] = 1 });
        Acknowledge(traffic, traffic.Plan(), "o-1");
        var returned = traffic.Plan();
        Written(traffic, returned);

        traffic.Unanswered(returned, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddSeconds(5));

        traffic.ReturnAttempts.ShouldBe([new ReturnAttempt("o-1", Acknowledged: false)]);
    }

    [Fact]
    public void A_return_that_was_not_sent_may_be_made_later()
    {
        var traffic = Create(new() { ["return"] = 1 });
        Acknowledge(traffic, traffic.Plan(), "o-1");

        traffic.Unsent(traffic.Plan());

        traffic.ReturnAttempts.ShouldBeEmpty();
        traffic.Plan().OrderId.ShouldBe("o-1");
    }

    [Fact]
    public void A_purchase_without_an_answer_is_unknown_and_one_that_was_not_sent_is_none()
    {
        var traffic = Create(new() { ["purchase"] = 1 });
        var (at, end) = (DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddSeconds(5));

        traffic.Unsent(traffic.Plan());
        traffic.Unanswered(traffic.Plan(), at, end);

        var purchase = _purchases.All.ShouldHaveSingleItem();
        (purchase.Outcome, purchase.Status, purchase.InvokedAt, purchase.CompletedAt).ShouldBe((PurchaseOutcome.Unknown, null, at, end));
    }

    [Theory]
    [InlineData("cart=1", "there is only browse")]
    [InlineData("browse=-1", "must be 0 or more")]
    [InlineData("browse=0", "no operation with a weight above 0")]
    public void A_mix_that_means_nothing_is_refused(string text, string expected)
    {
        var parts = text.Split('=');
        Should.Throw<ArgumentException>(() => Create(new() { [parts[0]] = int.Parse(parts[1], null) })).Message.ShouldContain(expected);
    }

    private static RawRequest Written(ShopTraffic traffic, PlannedRequest request)
    {
        var bytes = traffic.Write(request).Span;
        var read = RawRequest.Read(bytes, out var used).ShouldNotBeNull();
        used.ShouldBe(bytes.Length);
        return read;
    }

    private static void Acknowledge(ShopTraffic traffic, PlannedRequest purchase, string order)
        => traffic.Answered(
            purchase, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 200,
            Encoding.UTF8.GetBytes($$"""{"status":"success","orderId":"{{order}}","paymentId":"p"}""")).ShouldBeTrue();

    private ShopTraffic Create(IReadOnlyDictionary<string, double> mix, int seed = 1) => new(Gateway, mix, seed, _purchases);

    private ShopTraffic Create(Dictionary<string, double> mix) => Create((IReadOnlyDictionary<string, double>)mix);

    private PlannedRequest[] Plans(int seed)
    {
        var traffic = Create(LoadSpec.StandardMix, seed);
        return [.. Enumerable.Range(0, 1000).Select(_ => traffic.Plan())];
    }
}
