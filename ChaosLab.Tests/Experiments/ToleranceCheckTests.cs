using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Experiments.Tolerances;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Experiments;

/// <summary>Which outputs are within which tolerances, as Chaos Toolkit has it.</summary>
public sealed class ToleranceCheckTests
{
    private const string Http = """{"status": 200, "headers": {"X-A": "b"}, "body": {"items": [{"id": 1}, {"id": 2}]}}""";

    private const string Process = """{"status": 0, "stdout": "up 3.5\n", "stderr": ""}""";

    [Theory]
    [InlineData("200", Http, true)]
    [InlineData("201", Http, false)]
    [InlineData("0", Process, true)]
    [InlineData("1.0", "1", true)]
    [InlineData("true", "true", true)]
    [InlineData("true", "false", false)]
    [InlineData("\"closed\"", "\"closed\"", true)]
    [InlineData("\"1\"", "1", false)]
    [InlineData("[200, 204]", Http, true)]
    [InlineData("[100, 299]", Http, false)]
    [InlineData("[0, 10]", "10", true)]
    [InlineData("[0, 10]", "10.01", false)]
    [InlineData("[0, 10]", "\"5\"", false)]
    [InlineData("[200, 301, 404]", Http, true)]
    [InlineData("[\"closed\", \"half-open\"]", "\"half-open\"", true)]
    [InlineData("[\"closed\", \"half-open\"]", "\"open\"", false)]
    [InlineData("""{"type": "regex", "pattern": "^up", "target": "stdout"}""", Process, true)]
    [InlineData("""{"type": "regex", "pattern": "^down", "target": "stdout"}""", Process, false)]
    [InlineData("""{"type": "regex", "pattern": "(?P<a>u)p(?=.)", "target": "stdout"}""", Process, true)]
    [InlineData("""{"type": "regex", "pattern": "b\\Z"}""", "\"ab\"", true)]
    [InlineData("""{"type": "range", "range": [3, 4], "target": "n"}""", """{"n": 3.5}""", true)]
    [InlineData("""{"type": "range", "range": [3, 4]}""", "\" 4 \"", true)]
    [InlineData("""{"type": "range", "range": [3, 4]}""", "\"x\"", false)]
    [InlineData("""{"type": "jsonpath", "path": "$.items[*].id", "target": "body"}""", Http, true)]
    [InlineData("""{"type": "jsonpath", "path": "$.items[*].id", "target": "body", "expect": [1, 2]}""", Http, true)]
    [InlineData("""{"type": "jsonpath", "path": "$.items[*].id", "target": "body", "expect": [2, 1]}""", Http, false)]
    [InlineData("""{"type": "jsonpath", "path": "$.items[*].id", "target": "body", "count": 2}""", Http, true)]
    [InlineData("""{"type": "jsonpath", "path": "$.items[*].id", "target": "body", "count": 3}""", Http, false)]
    [InlineData("""{"type": "jsonpath", "path": "$.body.items[0].id", "expect": 1}""", Http, true)]
    [InlineData("""{"type": "jsonpath", "path": "$.lost", "expect": 0}""", """{"lost": 0}""", true)]
    [InlineData("""{"type": "jsonpath", "path": "$.a", "expect": 1}""", "\"{\\\"a\\\": 1}\"", true)]
    [InlineData("""{"type": "jsonpath", "path": "$.a"}""", "\"no json\"", false)]
    [InlineData("""{"type": "jsonpath", "path": "$.body.items.*[?(@.id = 2)]", "count": 1}""", Http, true)]
    [InlineData("""{"type": "jsonpath", "path": "$.headers[?(@.X-A)].X-A", "expect": "b"}""", Http, true)]
    public void Is_within(string tolerance, string output, bool expected)
    {
        var (met, why, _, _) = ToleranceCheck.Check(Read(tolerance), JsonNode.Parse(output));

        met.ShouldBe(expected, why);
        (why is null).ShouldBe(met);
    }

    [Theory]
    [InlineData("\"items\": \\\\[", true)]
    [InlineData("\"items\":\\\\[", false)]
    public void An_expression_sees_a_body_as_the_server_wrote_it(string pattern, bool expected)
        => ToleranceCheck.Check(
            Read($$"""{"type": "regex", "pattern": "{{pattern.Replace("\"", "\\\"")}}", "target": "body"}"""), JsonNode.Parse(Http), """{"items": [{"id": 1}]}""").Met.ShouldBe(expected);

    [Theory]
    [InlineData("true", true)]
    [InlineData("{\"status\": 0}", true)]
    [InlineData("false", false)]
    [InlineData("null", false)]
    [InlineData("0", false)]
    [InlineData("\"\"", false)]
    public void A_probe_decides_by_its_answer(string answer, bool expected)
        => ToleranceCheck.Check(Read("""{"type": "probe", "name": "j", "provider": {"type": "process", "path": "judge"}}"""), JsonNode.Parse(answer)).Met.ShouldBe(expected);

    [Fact]
    public void The_deciding_probe_is_given_the_output()
    {
        var program = new ProbeTolerance(ReaderTests.Read("""
            {"title": "t", "description": "d", "method": [{"type": "probe", "name": "j", "provider": {"type": "process", "path": "judge", "arguments": {"--strict": "yes"}}}]}
            """).Method[0]);
        var request = new ProbeTolerance(program.Probe with
        {
            Provider = new HttpProvider("http://localhost/", "POST", new Dictionary<string, string>(), JsonNode.Parse("""{"a": 1}"""), null, null, null, true, 0),
        });

        ToleranceProbe.ProviderFor(program, JsonNode.Parse("""{"status": 0}""")).ShouldBeOfType<ProcessProvider>().Arguments.ShouldBe(["--strict", "yes", "value", """{"status":0}"""]);
        ToleranceProbe.ProviderFor(request, 5).ShouldBeOfType<HttpProvider>().Arguments!.ToJsonString().ShouldBe("""{"a":1,"value":5}""");
        request.Probe.Provider.ShouldBeOfType<HttpProvider>().Arguments!.ToJsonString().ShouldBe("""{"a":1}""");
    }

    [Fact]
    public void The_reason_says_what_was_and_what_must_be()
        => ToleranceCheck.Check(Read("[0, 0.01]"), JsonNode.Parse("0.5")).Why.ShouldBe("It is 0.5; it must be from 0 to 0.01.");

    [Theory]
    [InlineData("[0, 0.01]", "0.005", "0.005", "from 0 to 0.01")]
    [InlineData("true", "true", "true", "true")]
    [InlineData("""{"type": "range", "range": [1, 5], "target": "a"}""", """{"a": 3}""", "3", "a number from 1 to 5")]
    [InlineData("""{"type": "jsonpath", "path": "$.a", "expect": 3}""", """{"a": 3}""", "[3]", "'$.a' must find 3")]
    public void What_is_within_is_told_with_what_it_had_to_be(string tolerance, string output, string seen, string rule)
    {
        var result = ToleranceCheck.Check(Read(tolerance), JsonNode.Parse(output));

        (result.Met, result.Seen, result.Rule).ShouldBe((true, seen, rule));
    }

    [Fact]
    public void A_pattern_that_takes_too_long_is_not_met()
    {
        var (met, why, _, _) = ToleranceCheck.Check(new RegexTolerance(@"^(a+)+(?=b)$", null), new string('a', 40) + "!");

        met.ShouldBeFalse();
        why.ShouldNotBeNull().ShouldContain("longer than 1 s");
    }

    private static Tolerance Read(string tolerance) => ReaderTests.Read($$$"""
        {"title": "t", "description": "d", "method": [],
         "steady-state-hypothesis": {"title": "h", "probes": [{"type": "probe", "name": "p", "tolerance": {{{tolerance}}}, "provider": {"type": "process", "path": "true"}}]}}
        """).Hypothesis!.Probes[0].Tolerance!;
}
