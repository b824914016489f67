using ChaosLab.ChaosController.Shell;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.ChaosController;

public sealed class DurationTests
{
    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("30s", 30_000)]
    [InlineData("2m", 120_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("1.5s", 1_500)]
    [InlineData("45", 45_000)]
    [InlineData(" 10 S ", 10_000)]
    public void Reads_what_people_write(string text, double milliseconds)
    {
        Duration.TryParse(text, out var duration, out var problem).ShouldBeTrue(problem);
        duration.TotalMilliseconds.ShouldBe(milliseconds);
    }

    [Theory]
    [InlineData("", "not a duration")]
    [InlineData("soon", "not a duration")]
    [InlineData("30x", "the unit 'x' is unknown")]
    [InlineData("-5s", "not a duration")]
    [InlineData("1.2.3s", "not a duration")]
    [InlineData("0s", "out of range")]
    [InlineData("25h", "out of range")]
    [InlineData("99999999999999999999h", "out of range")]
    public void Says_what_is_wrong(string text, string expected)
    {
        Duration.TryParse(text, out var duration, out var problem).ShouldBeFalse();
        duration.ShouldBe(TimeSpan.Zero);
        problem.ShouldNotBeNull().ShouldContain(expected);
        problem.ShouldContain($"'{text}'");
    }

    [Theory]
    [InlineData(0.2, "0 ms")]
    [InlineData(42, "42 ms")]
    [InlineData(1_840, "1.84 s")]
    [InlineData(30_000, "30.0 s")]
    [InlineData(125_000, "2 min 5 s")]
    public void Shows_measured_times(double milliseconds, string expected)
        => Duration.Show(TimeSpan.FromMilliseconds(milliseconds)).ShouldBe(expected);
}
