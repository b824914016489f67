using ChaosLab.ChaosController.Shell;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.ChaosController;

public sealed class SuggestionTests
{
    private static readonly string[] Resources = ["gateway", "web-1", "web-2", "payment", "catalog", "cache", "postgres"];

    [Theory]
    [InlineData("paymnt", "payment")]
    [InlineData("wbe-1", "web-1")]
    [InlineData("POSTGRES", "postgres")]
    [InlineData("cach", "cache")]
    public void Finds_the_name_that_was_meant(string written, string meant)
        => Suggestion.Nearest(written, Resources).ShouldBe(meant);

    [Theory]
    [InlineData("elasticsearch")]
    [InlineData("")]
    public void Suggests_nothing_when_nothing_is_near(string written)
        => Suggestion.Nearest(written, Resources).ShouldBeNull();

    [Fact]
    public void Suggests_nothing_from_nothing() => Suggestion.Nearest("web-1", []).ShouldBeNull();

    [Fact]
    public void The_sentence_names_all_there_is()
        => Suggestion.Unknown("fault", "kil", ["kill", "pause"])
            .ShouldBe("There is no fault 'kil'. Did you mean 'kill'? Known: kill, pause.");

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("abc", "", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("ab", "ba", 1)]
    public void Counts_edits(string a, string b, int edits) => Suggestion.Distance(a, b).ShouldBe(edits);
}
