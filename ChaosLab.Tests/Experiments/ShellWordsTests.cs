using ChaosLab.ChaosController.Experiments.Reading;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Experiments;

/// <summary>A text of arguments becomes the words a POSIX shell would make of it.</summary>
public sealed class ShellWordsTests
{
    [Theory]
    [InlineData("", new string[0])]
    [InlineData("  a\tb  c \n", new[] { "a", "b", "c" })]
    [InlineData("a \\\n b", new[] { "a", "b" })]
    [InlineData("'one two' \"three four\"", new[] { "one two", "three four" })]
    [InlineData("a'b'\"c\"d", new[] { "abcd" })]
    [InlineData("'' \"\"", new[] { "", "" })]
    [InlineData(@"a\ b \'c\\", new[] { "a b", @"'c\" })]
    [InlineData(@"""a\""b\n""", new[] { "a\"b\\n" })]
    [InlineData(@"'a\b'", new[] { @"a\b" })]
    [InlineData("'a|b' \"c;d\" '$HOME'", new[] { "a|b", "c;d", "$HOME" })]
    [InlineData(@"\$HOME a\|b", new[] { "$HOME", "a|b" })]
    [InlineData("'*.log' \"~ ? [a]\" s/a$/b/ a~ b# x] $", new[] { "*.log", "~ ? [a]", "s/a$/b/", "a~", "b#", "x]", "$" })]
    [InlineData("'one\ntwo' \\* \\~", new[] { "one\ntwo", "*", "~" })]
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
    [InlineData("*.log")]
    [InlineData("a?")]
    [InlineData("[ab].log")]
    [InlineData("~/notes")]
    [InlineData("$1")]
    [InlineData("\"$?\"")]
    [InlineData("$$")]
    [InlineData("one\ntwo")]
    [InlineData("\none")]
    [InlineData("(date)")]
    [InlineData("a # b")]
    public void What_needs_a_shell_is_refused(string text)
    {
        ShellWords.TrySplit(text, out var words, out var problem).ShouldBeFalse();
        words.ShouldBeEmpty();
        problem.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("ls *.log", "'*'")]
    [InlineData("one\ntwo", "a line break")]
    [InlineData("echo $?", "'$?'")]
    public void The_message_names_it_and_the_way_out(string text, string named)
    {
        ShellWords.TrySplit(text, out _, out var problem).ShouldBeFalse();
        problem!.ShouldStartWith($"it holds {named}, which only a shell understands");
        problem.ShouldContain("give a list of arguments");
    }

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
