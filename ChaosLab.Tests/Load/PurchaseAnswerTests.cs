using System.Text;
using ChaosLab.ChaosController.Ledger;
using ChaosLab.ChaosController.Load.Traffic;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Load;

/// <summary>What the shop's answers say about a purchase.</summary>
public sealed class PurchaseAnswerTests
{
    [Theory]
    [InlineData(200, """{"status":"success","orderId":"o-1","paymentId":"p-1"}""", "Ok")]
    [InlineData(200, """{"status":"pending","orderId":"o-1"}""", "Unknown")]
    [InlineData(200, """{"status":"success"}""", "Unknown")]
    [InlineData(200, "<html>", "Unknown")]
    [InlineData(200, "[]", "Unknown")]
    [InlineData(200, """{"status":1}""", "Unknown")]
    [InlineData(201, """{"status":"success","orderId":"o-1"}""", "Unknown")]
    [InlineData(400, """{"title":"wrong"}""", "Failed")]
    [InlineData(413, "", "Failed")]
    [InlineData(415, "", "Failed")]
    [InlineData(422, "{}", "Unknown")]
    [InlineData(429, "{}", "Unknown")]
    [InlineData(500, "", "Unknown")]
    [InlineData(502, """{"error":"payment service unavailable"}""", "Failed")]
    [InlineData(502, """{"error":"payment service unavailable","orderId":"o-1","status":"unknown"}""", "Unknown")]
    [InlineData(502, "<html><body><h1>502 Bad Gateway</h1>", "Unknown")]
    [InlineData(503, """{"error":"orders unavailable","dependency":"postgres"}""", "Unknown")]
    [InlineData(504, "", "Unknown")]
    public void An_answer_is_certain_only_where_the_shop_is(int status, string body, string outcome)
        => PurchaseAnswer.Read(status, Encoding.UTF8.GetBytes(body)).Outcome.ToString().ShouldBe(outcome);

    [Fact]
    public void An_acknowledgement_names_order_and_payment()
        => PurchaseAnswer.Read(200, """{"status":"success","orderId":"o-1","paymentId":"p-1"}"""u8)
            .ShouldBe(new PurchaseAnswer(PurchaseOutcome.Ok, "o-1", "p-1"));
}
