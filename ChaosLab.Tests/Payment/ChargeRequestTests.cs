using ChaosLab.Payment.Charging;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Payment;

public sealed class ChargeRequestTests
{
    [Theory]
    [InlineData("k", 9.99, null, new string[0])]
    [InlineData("k", 0.01, "ada", new string[0])]
    [InlineData("k", 0, null, new[] { "amount" })]
    [InlineData("k", -1, null, new[] { "amount" })]
    [InlineData("k", 0.001, null, new[] { "amount" })]
    [InlineData("k", 1e10, null, new[] { "amount" })]
    [InlineData("", 1, null, new[] { "key" })]
    [InlineData(" ", 1, null, new[] { "key" })]
    [InlineData("a\nb", 1, null, new[] { "key" })]
    [InlineData(null, 0, null, new[] { "key", "amount" })]
    public void Names_every_wrong_field_at_once(string? key, double amount, string? customer, string[] wrong) =>
        new ChargeRequest(key, (decimal)amount, customer).Errors().Keys.ShouldBe(wrong);

    [Fact]
    public void Missing_amount_and_long_texts_are_wrong() =>
        new ChargeRequest(new string('k', 201), null, new string('c', 201)).Errors().Keys.ShouldBe(["key", "amount", "customer"]);
}
