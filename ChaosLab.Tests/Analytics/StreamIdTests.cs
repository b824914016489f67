using ChaosLab.Analytics.Events;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Analytics;

public sealed class StreamIdTests
{
    [Theory]
    [InlineData("0-0", true)]
    [InlineData("1767323045000-12", true)]
    [InlineData("18446744073709551615-18446744073709551615", true)]
    [InlineData("1", false)]
    [InlineData("-1", false)]
    [InlineData("1-", false)]
    [InlineData("a-1", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Reads_what_redis_writes_and_writes_it_back(string? text, bool valid)
    {
        StreamId.TryParse(text, out var id).ShouldBe(valid);
        if (valid)
            id.ToString().ShouldBe(text);
    }

    [Fact]
    public void Order_is_by_time_then_sequence_as_numbers()
    {
        (new StreamId(9, 9) < new StreamId(10, 0)).ShouldBeTrue();
        (new StreamId(10, 2) < new StreamId(10, 10)).ShouldBeTrue();
        (new StreamId(10, 2) >= new StreamId(10, 2)).ShouldBeTrue();
    }
}
