using ChaosLab.ChaosController.Experiments.Reading;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Experiments;

/// <summary>Each file of <c>Broken/</c> is named for what is wrong with it; <c>Broken/expected.txt</c> says where, and what is told.</summary>
public sealed class BrokenFileTests
{
    private static readonly string Directory = Path.Combine(Samples.Directory, "Broken");

    public static TheoryData<string> Files() => [.. System.IO.Directory.GetFiles(Directory).Select(Path.GetFileName).OfType<string>().Where(name => name != "expected.txt").Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Its_mistakes_are_told_with_their_places_and_no_others(string file)
    {
        var expected = Expected().Where(row => row.File == file).OrderBy(row => row.Line).ThenBy(row => row.Column).ToArray();
        expected.ShouldNotBeEmpty("a broken file needs its rows in expected.txt");

        var reading = ExperimentReader.Read(File.ReadAllText(Path.Combine(Directory, file)), file, ExperimentInputs.None);

        reading.Experiment.ShouldBeNull();
        reading.Mistakes.Select(mistake => (mistake.Line, mistake.Column)).ShouldBe(expected.Select(row => (row.Line, row.Column)), ignoreOrder: false,
            string.Join('\n', reading.Mistakes));
        foreach (var row in expected)
        {
            reading.Mistakes.ShouldContain(mistake => mistake.Line == row.Line && mistake.Column == row.Column && mistake.Message.Contains(row.Message, StringComparison.Ordinal), row.Message);
        }
    }

    [Fact]
    public void Every_row_has_its_file()
        => Expected().Select(row => row.File).Distinct().ShouldBe(Files().Select(row => row.Data), ignoreOrder: true);

    private static IEnumerable<(string File, int Line, int Column, string Message)> Expected()
        => File.ReadLines(Path.Combine(Directory, "expected.txt")).Where(line => !line.StartsWith('#')).Select(line =>
        {
            var parts = line.Split(" | ", 3);
            var place = parts[1].Split(':');
            return (parts[0], int.Parse(place[0]), int.Parse(place[1]), parts[2]);
        });
}
