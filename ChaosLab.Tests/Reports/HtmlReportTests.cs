using System.Text.RegularExpressions;
using System.Xml.Linq;
using ChaosLab.ChaosController.Reports.Html;
using ChaosLab.ChaosController.Running;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Reports;

/// <summary>What a reader of the page sees, and what the page never does.</summary>
public sealed partial class HtmlReportTests
{
    private static readonly HtmlReport Writer = new();

    public static TheoryData<string> Samples => [.. SampleRuns.All.Select(run => run.Id)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_page_is_well_formed_and_asks_for_nothing(string id)
    {
        var text = Writer.Write(Sample(id));
        var page = XDocument.Parse(text);

        foreach (var name in (string[])["script", "link", "img", "iframe", "object", "embed", "base", "form"]) page.Descendants(name).ShouldBeEmpty(name);
        var addresses = page.Descendants().Attributes().Where(a => a.Name.LocalName is "src" or "href" or "srcset" or "data" or "action" or "poster" or "background");
        addresses.ShouldAllBe(a => a.Value.StartsWith('#'));
        page.Descendants().Attributes().ShouldNotContain(a => a.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        var style = page.Descendants("style").Single().Value;
        style.ShouldNotContain("url(");
        style.ShouldNotContain("@import");
        text.ShouldContain("default-src 'none'");
        text.ShouldContain($"<style>{style}</style>", Case.Sensitive, "a browser does not unescape a style element");
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Headings_tables_and_links_are_sound(string id)
    {
        var page = XDocument.Parse(Writer.Write(Sample(id)));

        page.Descendants("h1").Count().ShouldBe(1);
        var ids = page.Descendants().Attributes("id").Select(a => a.Value).ToArray();
        ids.ShouldBeUnique();
        foreach (var target in page.Descendants("a").Select(a => a.Attribute("href")!.Value[1..])) ids.ShouldContain(target);
        foreach (var table in page.Descendants("table"))
        {
            table.Element("caption")!.Value.ShouldNotBeEmpty();
            var columns = table.Descendants("thead").Single().Descendants("th").ToArray();
            columns.ShouldAllBe(column => column.Attribute("scope")!.Value == "col");
            table.Element("tbody")!.Elements("tr").ShouldAllBe(row => row.Elements().Count() == columns.Length);
        }

        foreach (var chart in page.Descendants("svg").Where(svg => svg.Attribute("role")?.Value == "img")) chart.Element("title")!.Value.ShouldNotBeEmpty();
    }

    [Fact]
    public void The_verdict_and_its_reasons_come_first()
    {
        var header = Body(SampleRuns.Fail).Elements().First();

        header.Name.LocalName.ShouldBe("header");
        header.Value.ShouldContain("fail");
        header.Element("h1")!.Value.ShouldBe("The shop sells on while the payment is away");
        header.Descendants("li").Select(reason => reason.Value).ShouldBe(["availability was 86.95 %, and not at least 99 %", "2 acknowledged orders were lost"]);
        header.Descendants("dd").Select(figure => figure.Value).ShouldBe(["6,000", "783 (13.05 %)", "240 ms", "not all came back", "not all detected", "2"]);
    }

    [Fact]
    public void Sections_are_in_the_order_of_a_readers_questions()
        => Body(SampleRuns.Fail).Element("main")!.Elements("section").Select(section => section.Attribute("id")!.Value).ShouldBe(
            ["claim", "load", "faults", "checks", "slo", "absorbed", "ledger", "timeline", "snapshots", "checklist", "traces", "advice", "environment"]);

    [Fact]
    public void Three_charts_share_one_axis_and_show_the_faults_windows()
    {
        var charts = Section(SampleRuns.Fail, "load").Descendants("svg").Where(svg => svg.Attribute("role")?.Value == "img").ToArray();

        charts.Length.ShouldBe(3);
        foreach (var chart in charts)
        {
            chart.Elements("text").Where(text => text.Attribute("class")?.Value == "fault-label").Select(text => text.Value)
                .ShouldBe(["outage on payment", "latency on web->payment"]);
            var windows = chart.Elements("rect").Where(rect => rect.Attribute("class")?.Value == "fault").ToArray();
            windows.Select(rect => Number(rect, "x")).ShouldBe([Number(charts[0].Elements("rect").First(), "x"), Number(charts[0].Elements("rect").Last(), "x")]);
            // 20 s of 60 s, and 15 s of 60 s.
            (Number(windows[0], "width") / Number(windows[1], "width")).ShouldBe(20.0 / 15, 0.01);
        }
    }

    [Fact]
    public void Seconds_without_requests_are_gaps()
    {
        var load = SampleRuns.Pass.Load!;
        var nothing = load.Seconds[0].Figures with { Due = 0, Succeeded = 0, P50 = null, P95 = null, P99 = null, Max = null };
        var paused = SampleRuns.Pass with { Load = load with { Seconds = [.. load.Seconds.Select(second => second.Second == 30 ? second with { Figures = nothing } : second)] } };

        Section(SampleRuns.Pass, "load").Descendants("polyline").Count().ShouldBe(4);
        Section(paused, "load").Descendants("polyline").Count().ShouldBe(8);
    }

    [Fact]
    public void Checks_that_did_not_hold_lead_and_carry_their_evidence()
    {
        var rows = Section(SampleRuns.Fail, "checks").Descendants("tbody").Single().Elements("tr").ToArray();

        rows[0].Elements().Select(cell => cell.Value).ShouldBe(["steady state after", "not held", "all probes in tolerance", "error rate was 0.4", "probe 'shop answers'"]);
        rows[0].Descendants("span").Single().Attribute("class")!.Value.ShouldBe("badge bad");
        rows[^1].Descendants("span").Single().Attribute("class")!.Value.ShouldBe("badge good");
    }

    [Fact]
    public void Snapshots_are_folded_and_say_what_was_down()
        => Section(SampleRuns.Pass, "snapshots").Elements("details").Select(details => details.Element("summary")!.Value).ShouldBe(
            ["before, 19:30:08.250Z: all healthy", "during, 19:30:11.250Z: not healthy: web-1", "after, 19:30:56.250Z: all healthy"]);

    [Fact]
    public void It_tells_how_to_run_it_again()
        => Section(SampleRuns.Pass, "environment").Value.ShouldContain("./lab run experiments/kill-web.json --seed 42");

    [Fact]
    public void Hostile_texts_are_texts()
    {
        var text = Writer.Write(SampleRuns.HostileTexts);

        text.ShouldNotContain("<script");
        text.ShouldNotContain("\u001b");
        Body(SampleRuns.HostileTexts).Descendants("h1").Single().Value.ShouldBe(
            "<script>alert(1)</script> \"quoted\" 'single' a|b `c` *d* red\nsecond line & more");
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_time_of_day_says_that_it_is_UTC(string id)
        => TimeOfDay().Matches(Body(Sample(id)).Value).Select(match => match.Value).ShouldAllBe(time => time.EndsWith('Z'));

    [Fact]
    public void A_minimal_run_says_what_there_was_not()
    {
        var text = Body(SampleRuns.Minimal).Value;

        foreach (var sentence in (string[])["There was no load.", "No fault was injected.", "Nothing was checked.", "No telemetry arrived", "No snapshot was taken."])
        {
            text.ShouldContain(sentence);
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.7, 0.8)]
    [InlineData(1, 1)]
    [InlineData(100, 100)]
    [InlineData(101, 150)]
    [InlineData(954, 1000)]
    [InlineData(double.NaN, 1)]
    public void An_axis_ends_at_a_round_number(double greatest, double top)
    {
        var scale = Scale.For(greatest);

        scale.Top.ShouldBe(top, 1e-9);
        scale.Ticks.Count.ShouldBeInRange(3, 6);
        scale.Ticks[^1].ShouldBe(top, 1e-9);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    [InlineData(3600)]
    [InlineData(100_000)]
    public void An_axis_of_time_is_not_crowded(double seconds)
        => new TimeAxis(SampleRuns.Start, seconds).Ticks().Count().ShouldBeInRange(2, 14);

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, System.Globalization.CultureInfo.InvariantCulture);

    private static RunRecord Sample(string id) => SampleRuns.All.First(run => run.Id == id);

    private static XElement Body(RunRecord run) => XDocument.Parse(Writer.Write(run)).Root!.Element("body")!;

    private static XElement Section(RunRecord run, string id) => Body(run).Element("main")!.Elements("section").Single(section => section.Attribute("id")!.Value == id);

    [GeneratedRegex(@"\b\d\d:\d\d:\d\d(\.\d+)?\w?")]
    private static partial Regex TimeOfDay();
}
