using ChaosLab.ChaosController.Reports;
using ChaosLab.Tests.Reports;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Browser;

/// <summary>Every page opens from its address alone, without an error, without a request to anywhere else.</summary>
public sealed class PagesTests(BrowserLab lab) : BrowserTest(lab)
{
    public static TheoryData<string, string> Pages => new()
    {
        { "overview", "/" },
        { "faults", "/faults" },
        { "experiments", "/experiments" },
        { "experiment", "/experiments/payment-outage.json" },
        { "runs", "/runs" },
        { "resources", "/resources" },
        { "resource", "/resources/web-1" },
        { "traces", "/traces" },
        { "metrics", "/metrics" },
        { "logs", "/logs" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_opens_and_looks_after_itself(string name, string path)
    {
        foreach (var view in View.All)
        {
            await Lab.VisitAsync(path, async visit =>
            {
                // Something is shown once the first snapshot is there.
                await visit.Page.WaitForFunctionAsync("document.body.innerText.trim().length > 0");
                (await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth")).ShouldBeTrue($"{path} fits into {view.Width} pixels");
                await visit.PictureAsync(name);
            }, view);
        }
    }

    [Fact]
    public async Task A_report_is_shown_inside_the_console()
    {
        var run = SampleRuns.Fail;
        ReportSet.Write(new RunFolder(Lab.Cli.Runs, run.Id), run);

        await Lab.VisitAsync($"/runs/{run.Id}", async visit =>
        {
            var report = $"/api/history/{run.Id}/files/report.html";
            var answered = visit.Page.WaitForResponseAsync(response => response.Url.EndsWith(report, StringComparison.Ordinal));
            await visit.Page.EvaluateAsync("address => document.body.append(Object.assign(document.createElement('iframe'), { src: address, id: 'framed-by-test' }))", report);

            (await answered).Status.ShouldBe(200);
            await visit.Page.WaitForFunctionAsync("document.getElementById('framed-by-test').contentWindow.length === 0");
            visit.Page.Frames.ShouldContain(frame => frame.Url == Lab.Origin + report, "a refused one is an error page");
            await visit.PictureAsync("run");
        });
    }

    [Fact]
    public async Task The_policy_keeps_everything_foreign_and_inline_out()
        => await Lab.VisitAsync("/", async visit =>
        {
            visit.Troubles.Expect("Content Security Policy");

            var ran = await visit.Page.EvaluateAsync<bool>(
                """
                () => {
                    const script = document.createElement('script');
                    script.textContent = 'window.inlineRan = true';
                    document.head.append(script);
                    return window.inlineRan === true;
                }
                """);

            ran.ShouldBeFalse("an inline script must not run");
        });
}
