using System.Text;
using ChaosLab.EmbeddedHost.Processes;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.EmbeddedHost.Processes;

public sealed class LineReaderTests
{
    [Theory]
    [InlineData("", new string[0])]
    [InlineData("one", new[] { "one" })]
    [InlineData("one\ntwo\r\n\nthree\n", new[] { "one", "two", "", "three" })]
    public async Task Lines_come_as_they_were_written(string text, string[] expected)
    {
        var lines = new List<string>();
        await LineReader.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), lines.Add);
        lines.ShouldBe(expected);
    }

    [Fact]
    public async Task A_very_long_line_is_cut_and_loses_nothing()
    {
        var lines = new List<string>();
        await LineReader.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(new string('x', 100_000) + "\nend")), lines.Add);

        lines.Count.ShouldBeGreaterThan(2);
        lines[..^1].Sum(line => line.Length).ShouldBe(100_000);
        lines[^1].ShouldBe("end");
    }
}
