using System.Net;
using System.Text;
using System.Text.Json;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Shop;

[Collection(SharedLabDefinition.Name)]
public sealed class PurchaseTests(SharedLab shared) : SharedLabTest(shared)
{
    private readonly Lab _lab = shared.Lab;

    [Fact]
    public Task Health_is_ok_when_all_is_well()
        => Eventually.BeAsync("the shop's health", ct => _lab.Gateway.GetStringAsync("/health", ct), body => body == """{"status":"ok"}""");

    [Fact]
    public async Task Purchase_as_the_seed_writes_it_succeeds_and_is_listed()
    {
        using var content = new StringContent("""{"item":"book","amount":9.99}""", Encoding.UTF8, "application/json");
        using var response = await _lab.Gateway.PostAsync("/purchase", content);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var body = await response.Content.ReadAsStringAsync();
        body.ShouldStartWith("""{"status":"success",""");
        var orderId = JsonDocument.Parse(body).RootElement.GetProperty("orderId").GetString()!;

        (await _lab.Gateway.JsonAsync($"/orders/{orderId}")).GetProperty("status").GetString().ShouldBe("paid");
        (await _lab.Gateway.JsonAsync("/orders")).GetProperty("orders").EnumerateArray()
            .ShouldContain(o => o.GetProperty("orderId").GetString() == orderId);
        (await _lab.Payment.ChargeStatusAsync(orderId)).ShouldBe("charged");
    }

    [Fact]
    public async Task Fifty_concurrent_purchases_with_one_key_make_one_charge_and_get_one_answer()
    {
        var key = Guid.NewGuid().ToString();
        var customer = "same-" + key;

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => _lab.Gateway.BuyAsync(key, customer: customer)));

        answers.ShouldAllBe(a => a.Status == HttpStatusCode.OK);
        answers.Select(a => a.Body).Distinct().ShouldHaveSingleItem();
        (await _lab.Gateway.JsonAsync($"/orders?customer={customer}")).GetProperty("orders").GetArrayLength().ShouldBe(1);
        var orderId = answers[0].Member("orderId");
        (await _lab.Payment.JsonAsync("/ledger")).GetProperty("entries").EnumerateArray()
            .Count(e => e.GetProperty("key").GetString() == orderId).ShouldBe(1);
    }

    [Fact]
    public async Task Same_key_with_another_purchase_is_refused()
    {
        var key = Guid.NewGuid().ToString();
        (await _lab.Gateway.BuyAsync(key)).Status.ShouldBe(HttpStatusCode.OK);
        (await _lab.Gateway.BuyAsync(key, amount: 10m)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Return_refunds_once_however_often_it_is_asked()
    {
        var orderId = (await _lab.Gateway.BuyAsync()).Member("orderId")!;

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _lab.Gateway.ReturnAsync(orderId)));

        answers.ShouldAllBe(a => a.Status == HttpStatusCode.OK);
        answers.Select(a => a.Body).Distinct().ShouldHaveSingleItem();
        (await _lab.Payment.ChargeStatusAsync(orderId)).ShouldBe("refunded");
        (await _lab.Gateway.JsonAsync($"/orders/{orderId}")).GetProperty("status").GetString().ShouldBe("refunded");
    }

    [Theory]
    [InlineData("""{"item":"","amount":-1}""", "item", "amount")]
    [InlineData("""{"amount":9.99}""", "item")]
    [InlineData("""{"item":"book","amount":9.99,"quantity":0}""", "quantity")]
    public async Task Bad_input_is_a_problem_that_names_every_wrong_field(string body, params string[] fields)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _lab.Gateway.PostAsync("/purchase", content);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var errors = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("errors");
        errors.EnumerateObject().Select(e => e.Name).ShouldBe(fields, ignoreOrder: true);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"item":5,"amount":"much"}""")]
    public async Task Malformed_body_is_a_problem_without_a_stack_trace(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _lab.Gateway.PostAsync("/purchase", content);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await response.Content.ReadAsStringAsync()).ShouldNotContain(" at ChaosLab");
    }

    [Theory]
    [InlineData("/orders/nothing-like-this")]
    [InlineData("/products/nothing-like-this")]
    public async Task Unknown_things_are_404_problems(string path)
    {
        using var response = await _lab.Gateway.GetAsync(path);
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }
}
