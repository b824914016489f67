using ChaosLab.Analytics.Events;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Analytics;

public sealed class OrderEventTests
{
    [Fact]
    public void Reads_an_event() =>
        OrderEvent.Read(Entry()).ShouldBe(new(
            Guid.Parse("0199aaaa-0000-7000-8000-000000000001"), "order.placed", Guid.Parse("0199bbbb-0000-7000-8000-000000000001"), 9.99m, new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)));

    [Fact]
    public void Tells_an_event_that_was_sent_before() => OrderEvent.Read(Entry("again", "1"))!.IsAgain.ShouldBeTrue();

    [Theory]
    [InlineData("id", "not-a-guid")]
    [InlineData("id", null)]
    [InlineData("type", "")]
    [InlineData("orderId", "1")]
    [InlineData("orderId", null)]
    [InlineData("amount", "9,99 EUR")]
    [InlineData("amount", null)]
    [InlineData("at", "yesterday")]
    public void What_is_no_event_is_told_apart(string field, string? value) =>
        OrderEvent.Read(Entry(field, value)).ShouldBeNull();

    private static StreamEntry Entry(string? field = null, string? value = null)
    {
        var fields = new Dictionary<string, string>
        {
            ["id"] = "0199aaaa-0000-7000-8000-000000000001",
            ["type"] = "order.placed",
            ["orderId"] = "0199bbbb-0000-7000-8000-000000000001",
            ["amount"] = "9.99",
            ["at"] = "2026-01-02T04:04:05.0000000+01:00",
        };
        if (field is not null)
            fields.Remove(field);
        if (field is not null && value is not null)
            fields[field] = value;
        return new(new(1, 0), fields);
    }
}
