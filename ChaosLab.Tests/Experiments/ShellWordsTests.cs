using ChaosLab.ChaosController.Experiments.Reading;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Experiments;

/// <summary>A text of arguments becomes the words a POSIX shell would make of it.</summary>
public sealed class ShellWordsTests
{
    [Theory]
    [InlineData("", new string[0])]
    [InlineData("  a\tb\n c ", new[] { "a", "b", "c" })]
    [InlineData("'one two' \"three four\"", new[] { "one two", "three four" })]
    [InlineData("a'b'\"c\"d", new[] { "abcd" })]
    [InlineData("'' \"\"", new[] { "", "" })]
    [InlineData(@"a\ b \'c\\", new[] { "a b", @"'c\" })]
    [InlineData(@"""a\""b\n""", new[] { "a\"b\\n" })]
    [InlineData(@"'a\b'", new[] { @"a\b" })]
    [InlineData("'a|b' \"c;d\" '$HOME'", new[] { "a|b", "c;d", "$HOME" })]
    [InlineData(@"\$HOME a\|b", new[] { "$HOME", "a|b" })]
    [InlineData("*.log ~ s/a$/b/", new[] { "*.log", "~", "s/a$/b/" })]
    [InlineData("\"it's\"", new[] { "it's" })]
    public void Words(string text, string[] expected)
    {
        ShellWords.TrySplit(text, out var words, out var problem).ShouldBeTrue(problem);
        words.ShouldBe(expected);
    }

    [Theory]
    [InlineData("'a")]
    [InlineData("\"a")]
    [InlineData("a | b")]
    [InlineData("a && b")]
    [InlineData("a; b")]
    [InlineData("a > b")]
    [InlineData("$HOME")]
    [InlineData("\"$(date)\"")]
    [InlineData("`date`")]
    public void What_needs_a_shell_is_refused(string text) => ShellWords.TrySplit(text, out _, out _).ShouldBeFalse();

    [Fact]
    public void Quoted_words_come_back_whole()
    {
        var random = new Random(7);
        for (var i = 0; i < 500; i++)
        {
            string[] words = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => new string([.. Enumerable.Range(0, random.Next(0, 8)).Select(_ => " ab'\"\\$|&\n*"[random.Next(11)])]))];
            var text = string.Join(' ', words.Select(word => "'" + word.Replace("'", @"'\''", StringComparison.Ordinal) + "'"));

            ShellWords.TrySplit(text, out var found, out var problem).ShouldBeTrue($"{text}: {problem}");
            found.ShouldBe(words, text);
        }
    }
}
