using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Reports;
using ChaosLab.ChaosController.Reports.Html;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Reports;

/// <summary>What a reader of the Markdown sees.</summary>
public sealed class MarkdownReportTests
{
    private static readonly MarkdownReport Writer = new();

    [Fact]
    public void Books_that_could_not_all_be_compared_say_which()
        => Writer.Write(SampleRuns.Aborted).ShouldContain("Nothing in the books is wrong, but not all could be compared. Analytics cannot tell of 2 of the run's orders.");

    [Fact]
    public void The_verdict_and_its_reasons_come_first()
        => Writer.Write(SampleRuns.Fail).ShouldStartWith("""
            # FAIL: The shop sells on while the payment is away

            A check did not hold.

            - availability was 86.95 %, and not at least 99 %
            - 2 acknowledged orders were lost

            """.ReplaceLineEndings("\n"));

    [Fact]
    public void A_fault_is_told_from_act_to_recovery()
        => Writer.Write(SampleRuns.Fail).ShouldContain("| latency on web->payment | 19:30:20.250Z | 19:30:20.370Z | 19:30:35.250Z | 19:30:37.250Z | 2.0 s | 1.1 s | breaker opened | none |");

    [Fact]
    public void What_did_not_come_back_says_so()
        => Writer.Write(SampleRuns.Fail).ShouldContain("| outage on payment | 19:30:10.250Z | 19:30:10.370Z | 19:30:30.250Z | not seen | did not come back | not detected | nothing | web-1, web-2 |");

    [Fact]
    public void Checks_that_did_not_hold_lead_the_table()
    {
        var report = Writer.Write(SampleRuns.Fail);

        report.IndexOf("| availability | not held |", StringComparison.Ordinal).ShouldBeLessThan(report.IndexOf("| p95 | held |", StringComparison.Ordinal));
        report.ShouldContain("| alerting | unknown | an alert | no alert rules are there |");
    }

    [Fact]
    public void A_minimal_run_says_what_there_was_not()
    {
        var report = Writer.Write(SampleRuns.Minimal);

        foreach (var sentence in (string[])
        [
            "There was no load.", "No fault was injected.", "Nothing was checked.", "The experiment sets no objectives.",
            "No telemetry arrived", "Nothing was bought", "Nothing was noted.", "The method never began.", "not possible: the experiment came from no file",
        ])
        {
            report.ShouldContain(sentence);
        }
    }

    [Theory]
    [InlineData("""{"p95":"500ms"}""", "The experiment sets objectives, but there was no load of ChaosLab's own to measure them.")]
    [InlineData("{}", "The experiment sets no objectives.")]
    public void Objectives_that_nothing_measured_are_not_said_to_be_none(string slo, string sentence)
    {
        var run = SampleRuns.Minimal;
        run.Experiment["extensions"] = JsonNode.Parse($$"""[{"name":"other"},{"name":"chaoslab","slo":{{slo}}}]""");

        foreach (var report in (string[])[Writer.Write(run), new HtmlReport().Write(run)]) report.ShouldContain(sentence);
    }

    [Fact]
    public void When_the_shop_noticed_is_told()
        => Writer.Write(SampleRuns.Fail).ShouldContain("### When the shop noticed\n\n- 19:30:21.350Z web-1, breaker opened: the breaker for payment opened\n");

    [Fact]
    public void The_connections_are_told_with_their_cap()
        => Writer.Write(SampleRuns.Pass).ShouldContain("over at most 23 of 64 connections.");

    [Fact]
    public void Latency_is_told_while_faults_acted_and_over_the_whole_load()
    {
        var slo = SampleRuns.Pass.Slo! with { Latency = new(11.2, 48, 240, 300, 0), LatencyDuringFaults = new(32, 390, 980, 1200, 0.01) };

        var report = Writer.Write(SampleRuns.Pass with { Slo = slo });

        report.ShouldContain("| p50, p95, p99 while faults acted | 32 ms, 390 ms, 980 ms | see the checks |");
        report.ShouldContain("| p50, p95, p99 over the whole load | 11 ms, 48 ms, 240 ms | not judged |");
    }

    [Fact]
    public void The_checklist_is_answered()
    {
        var report = Writer.Write(SampleRuns.Pass);

        report.ShouldContain("| Were users affected? | no | All 6,000 requests succeeded");
        report.ShouldContain("| Did the shop itself detect it? | yes | kill on web-1 after 800 ms by gateway health check. |");
        report.ShouldContain("| Was somebody alerted? | yes |");
        Writer.Write(SampleRuns.Fail).ShouldContain("| Was somebody alerted? | no |");
        Writer.Write(SampleRuns.Fail).ShouldContain("| Did the shop itself detect it? | no | outage on payment was not detected. |");
        Writer.Write(SampleRuns.Fail).ShouldContain("| Did it recover without help? | no | outage on payment: did not come back (not recovered). |");
        Writer.Write(SampleRuns.Inconclusive).ShouldContain("| Did it recover without help? | not applicable | No fault had an effect. |");
        Writer.Write(SampleRuns.Minimal).ShouldContain("| Were users affected? | unknown |");
    }

    [Fact]
    public void A_generator_that_did_not_keep_up_is_named()
        => Writer.Write(SampleRuns.Inconclusive).ShouldContain("The generator did not keep up: It was 812 ms late.");

    [Fact]
    public void Telemetry_that_was_dropped_makes_lower_bounds()
        => Writer.Write(SampleRuns.Fail).ShouldContain("17 did not fit into the store, so the figures are lower bounds.");

    [Fact]
    public void What_the_services_counted_is_no_lower_bound()
        => Writer.Write(SampleRuns.Fail with { Telemetry = SampleRuns.Fail.Telemetry! with { Complete = true } })
            .ShouldContain("17 did not fit into the store: how often a mechanism acted is known none the less, the rest are lower bounds.");

    [Fact]
    public void Hostile_texts_stay_in_their_cells_and_have_no_meaning()
    {
        var report = Writer.Write(SampleRuns.HostileTexts);
        var outsideCode = string.Join('\n', report.Split("```").Where((_, index) => index % 2 == 0));

        outsideCode.ShouldNotContain("<script");
        outsideCode.ShouldContain("&lt;script>alert(1)&lt;/script>");
        report.ShouldNotContain("\u001b");
        var check = report.Split('\n').Where(line => line.Contains("| not held |", StringComparison.Ordinal)).ShouldHaveSingleItem();
        check.Replace("\\|", "", StringComparison.Ordinal).Count(c => c == '|').ShouldBe(6, "five cells");
    }

    [Theory]
    [InlineData("web->payment", "web->payment")]
    [InlineData("max_connections", "max_connections")]
    [InlineData("_private", "\\_private")]
    [InlineData("# no heading", "\\# no heading")]
    [InlineData("- no item", "\\- no item")]
    [InlineData("a|b", "a\\|b")]
    [InlineData("one\r\ntwo", "one two")]
    [InlineData("`code` & <b>", "\\`code\\` &amp; &lt;b>")]
    public void Text_is_only_text(string text, string expected) => MarkdownPage.Text(text).ShouldBe(expected);

    [Fact]
    public void A_fence_is_longer_than_any_within()
        => new MarkdownPage().Code("a\n````\nb").ToString().ShouldBe("`````text\na\n````\nb\n`````\n");
}
