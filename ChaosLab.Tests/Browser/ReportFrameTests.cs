using ChaosLab.ChaosController.Reports;
using ChaosLab.Tests.Reports;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Browser;

/// <summary>A run's report has a policy of its own, and may be framed by the console alone.</summary>
public sealed class ReportFrameTests(BrowserLab lab) : BrowserTest(lab)
{
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
}
