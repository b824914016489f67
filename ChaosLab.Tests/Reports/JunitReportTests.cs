using System.Xml.Linq;
using ChaosLab.ChaosController.Reports;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Reports;

/// <summary>CI understands the runs.</summary>
public sealed class JunitReportTests
{
    private static readonly XElement Suite = XDocument.Parse(JunitReport.Write(SampleRuns.All)).Root!.Element("testsuite")!;

    [Fact]
    public void Every_run_is_a_test_case_and_the_counts_agree()
    {
        Suite.Elements("testcase").Count().ShouldBe(SampleRuns.All.Count);
        Count("tests").ShouldBe(SampleRuns.All.Count);
        Count("failures").ShouldBe(Suite.Descendants("failure").Count());
        Count("errors").ShouldBe(Suite.Descendants("error").Count());
        Count("failures").ShouldBe(2);
        Count("errors").ShouldBe(3, "an inconclusive run proves nothing and must not pass a pipeline");
        Suite.Attribute("timestamp")!.Value.ShouldBe("2026-11-21T19:30:00Z");
    }

    [Fact]
    public void A_failure_says_why_and_what_to_do()
    {
        var failure = Suite.Elements("testcase").Single(test => test.Attribute("name")!.Value == SampleRuns.Fail.Title && test.Element("failure") is not null).Element("failure")!;

        failure.Attribute("message")!.Value.ShouldBe("availability was 86.95 %, and not at least 99 %");
        failure.Value.ShouldContain("2 acknowledged orders were lost");
        failure.Value.ShouldContain("not held: availability: expected at least 99 %, was 86.95 %");
        failure.Value.ShouldContain("What to do: Give the checkout a fallback");
    }

    [Fact]
    public void A_pass_has_neither_failure_nor_error()
    {
        var pass = Suite.Elements("testcase").First(test => test.Attribute("name")!.Value == SampleRuns.Pass.Title);

        pass.Element("failure").ShouldBeNull();
        pass.Element("error").ShouldBeNull();
        pass.Attribute("time")!.Value.ShouldBe("60.000");
        pass.Element("system-out")!.Value.ShouldContain("--seed 42");
    }

    [Fact]
    public void A_pass_tells_of_the_runs_before_it_that_proved_nothing()
    {
        var text = JunitReport.Write(
            [SampleRuns.Pass], inconclusive: new Dictionary<string, IReadOnlyList<string>> { [SampleRuns.Pass.Id] = ["load kept up: it did not."] });

        var test = XDocument.Parse(text).Descendants("testcase").Single();
        test.Element("error").ShouldBeNull();
        test.Element("system-out")!.Value.ShouldContain("An earlier run was inconclusive: load kept up: it did not.");
    }

    [Fact]
    public void No_run_is_an_empty_suite()
        => XDocument.Parse(JunitReport.Write([])).Descendants("testcase").ShouldBeEmpty();

    private static int Count(string name) => int.Parse(Suite.Attribute(name)!.Value, System.Globalization.CultureInfo.InvariantCulture);
}
