using ChaosLab.Hosting.Faults.Settings;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Hosting.Faults;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("200ms", "ms", 200)]
    [InlineData("200", "ms", 200)]
    [InlineData("1.5s", "ms", 1500)]
    [InlineData("2 s", "ms", 2000)]
    [InlineData("250ms", "s", 0.25)]
    [InlineData("1m", "s", 60)]
    [InlineData("50%", "%", 50)]
    [InlineData("2MB/s", "KB/s", 2000)]
    [InlineData("1KB", "B", 1000)]
    [InlineData("1KiB", "B", 1024)]
    [InlineData("1.5", "cores", 1.5)]
    [InlineData("7", null, 7)]
    [InlineData("-3", "ms", -3)]
    public void Is_given_in_the_wanted_unit(string text, string? unit, double number)
        => Quantity.Read(text, unit).ShouldBe(number);

    [Theory]
    [InlineData("", "ms")]
    [InlineData("ms", "ms")]
    [InlineData("fast", "ms")]
    [InlineData("10MB", "ms")]
    [InlineData("10ms", null)]
    [InlineData("10ms", "KB/s")]
    [InlineData("1e3", "ms")]
    [InlineData("1,5s", "ms")]
    [InlineData("Infinity", "ms")]
    [InlineData("0x10", "ms")]
    public void Is_refused_when_it_is_none_of_that_unit(string text, string? unit)
        => Quantity.Read(text, unit).ShouldBeNull();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_is_written_reads_back(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 1000; i++)
        {
            var number = Math.Round(random.NextDouble() * Math.Pow(10, random.Next(0, 7)), 4);
            Quantity.Read(Quantity.Write(number, "ms"), "ms").ShouldBe(number);
        }
    }
}
