using System.Text;
using ChaosLab.ChaosController.Experiments.Reading;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Experiments;

/// <summary>No text makes the reader throw or hang: it answers an experiment, or mistakes within the text.</summary>
public sealed class RobustnessTests
{
    private const string Signs = "{}[]\":,-&*<! \n\tab1$%|>?#'\\";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("a.json")]
    [InlineData("a.yaml")]
    public Task Random_texts(string file) => Check(file, 600, (random, _) =>
    {
        var bytes = new byte[random.Next(1, 400)];
        random.NextBytes(bytes);
        return random.Next(2) == 0 ? Encoding.Latin1.GetString(bytes) : string.Concat(bytes.Select(value => Signs[value % Signs.Length]));
    });

    [Theory]
    [InlineData("whole.json")]
    [InlineData("whole.yaml")]
    public Task Truncations(string file) => Check(file, 300, (random, whole) => whole[..random.Next(whole.Length)]);

    [Theory]
    [InlineData("whole.json")]
    [InlineData("whole.yaml")]
    public Task Mutations(string file) => Check(file, 1000, (random, whole) =>
    {
        var text = new StringBuilder(whole);
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            var at = random.Next(text.Length);
            var count = Math.Min(random.Next(1, 30), text.Length - at);
            switch (random.Next(4))
            {
                case 0: text.Remove(at, count); break;
                case 1: text.Insert(at, text.ToString(random.Next(text.Length - count), count)); break;
                case 2: text[at] = "{}[]\":,0-$\u0000\uD800x\n"[random.Next(14)]; break;
                default: text.Insert(at, new[] { "null", "true", "1e999", "-1", "\"\"", "{}", "[]", "${port}", "${nobody}", "$$" }[random.Next(10)]); break;
            }
        }

        return text.ToString();
    });

    [Theory]
    [InlineData("deep.json", "[", 100_000)]
    [InlineData("deep.yaml", "[", 100_000)]
    [InlineData("deep.yaml", "- ", 50_000)]
    [InlineData("deep.yaml", "? ", 50_000)]
    [InlineData("deep.yaml", "{a: ", 50_000)]
    [InlineData("long.json", " ", 2_000_000)]
    public Task Depth_and_size_are_bounded(string file, string part, int times)
        => Within(() => Mistakes(string.Concat(Enumerable.Repeat(part, times)), file).ShouldNotBeEmpty());

    [Fact]
    public Task Aliases_of_aliases_are_bounded() => Within(() =>
    {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 12; i++) text.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");

        Mistakes(text.ToString(), "bomb.yaml").ShouldHaveSingleItem().Message.ShouldContain("more than 100000 values");
    });

    [Fact]
    public Task Values_put_in_again_and_again_are_bounded() => Within(() =>
    {
        var large = new string('x', 200_000);
        var uses = string.Concat(Enumerable.Repeat("${v}", 20_000));

        Mistakes($$$"""{"title": "t", "description": "d", "configuration": {"v": "{{{large}}}"}, "method": [{"type": "action", "name": "n", "provider": {"type": "process", "path": "p", "arguments": ["{{{uses}}}"]}}]}""", "a.json")
            .ShouldContain(mistake => mistake.Message.Contains("too large"));
    });

    [Theory]
    [InlineData("a.json", """{"ref": "nobody-%"}""")]
    [InlineData("a.json", """{"type": "action", "name": "n%", "provider": {"type": "process", "path": "${nobody-%}"}}""")]
    [InlineData("a.yaml", """{"type": "action", "name": "n%", "provider": {"type": "chaoslab", "func": "%"}}""")]
    public Task Very_many_mistakes_are_bounded(string file, string activity) => Within(() =>
    {
        var activities = string.Join(",\n", Enumerable.Range(0, 5_000).Select(i => activity.Replace("%", $"{i}", StringComparison.Ordinal)));
        var declared = string.Join(",\n", Enumerable.Range(0, 2_500).Select(i => $$$"""{"type": "action", "name": "nobody-x{{{i}}}", "provider": {"type": "process", "path": "p"}}"""));

        var mistakes = Mistakes($$"""{"title": "t", "description": "d", "method": [{{declared}}, {{activities}}]}""", file);

        mistakes.Count.ShouldBe(1001);
        mistakes[^1].Message.ShouldContain("more than 1000 mistakes");
    });

    [Fact]
    public Task Very_long_names_are_bounded() => Within(() =>
    {
        var secrets = string.Join(',', Enumerable.Range(0, 900).Select(i => $$"""
            "s{{i}}": {"type": "vault"}
            """));

        foreach (var mistake in Mistakes("{\"title\": \"t\", \"description\": \"d\", \"method\": [], \"secrets\": {\"" + new string('x', 900_000) + "\": {" + secrets + "}}}", "a.json"))
        {
            mistake.Path.Length.ShouldBeLessThan(300);
        }
    });

    private static Task Check(string file, int count, Func<Random, string, string> make) => Within(() =>
    {
        var whole = file.StartsWith("whole", StringComparison.Ordinal) ? Samples.Text(file) : "";
        for (var seed = 0; seed < count; seed++)
        {
            var text = make(new Random(seed), whole);
            // YAML 1.1 knows more line breaks than JSON.
            var lines = text.Split('\n', '\r', '\u0085', '\u2028', '\u2029').Length;
            foreach (var mistake in Mistakes(text, file))
            {
                mistake.Line.ShouldBeInRange(1, lines + 1, $"seed {seed}");
                mistake.Column.ShouldBeGreaterThan(0, $"seed {seed}");
                mistake.Message.Length.ShouldBeLessThan(2000, $"seed {seed}");
            }
        }
    });

    private static IReadOnlyList<Mistake> Mistakes(string text, string file)
    {
        var reading = ExperimentReader.Read(text, file, ExperimentInputs.None);
        (reading.Experiment is null).ShouldBe(reading.Mistakes.Count > 0);
        return reading.Mistakes;
    }

    private static Task Within(Action act) => Task.Run(act).WaitAsync(Limit);
}
