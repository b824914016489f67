using ChaosLab.ChaosController.Reports;
using ChaosLab.ChaosController.Running;
using ChaosLab.Tests.Reports;
using ChaosLab.Tests.Support;

namespace ChaosLab.Tests.Browser;

/// <summary>A lab with something to see on every page: traffic, faults that act, runs that are kept, a request that drew a fault.</summary>
/// <param name="Fault">A fault that acts on payment.</param>
/// <param name="Runs">Two runs of one experiment that are kept, newest first.</param>
/// <param name="Trace">A purchase that drew the fault.</param>
internal sealed record Scene(string Fault, IReadOnlyList<string> Runs, string Trace)
{
    /// <summary>Every page, by the name that its pictures get.</summary>
    public IReadOnlyList<(string Name, string Path)> Pages =>
    [
        ("overview", "/"),
        ("overview-edge", "/?edge=web-%3Epayment"),
        ("faults", "/faults"),
        ("faults-kind", "/faults?kind=http-latency"),
        ("fault", $"/faults/{Fault}"),
        ("experiments", "/experiments"),
        ("experiment", "/experiments/payment-outage.json"),
        ("runs", "/runs"),
        ("run", $"/runs/{Runs[0]}"),
        ("run-report", $"/runs/{Runs[0]}?tab=report"),
        ("compare", $"/runs/compare?a={Runs[1]}&b={Runs[0]}"),
        ("resources", "/resources"),
        ("resource", "/resources/web-1"),
        ("resource-environment", "/resources/web-1?tab=environment"),
        ("resource-commands", "/resources/web-1?tab=commands"),
        ("traces", "/traces?text=%2Fpurchase"),
        ("trace", $"/traces/{Trace}"),
        ("metrics", "/metrics"),
        ("logs", "/logs"),
        ("unknown", "/nowhere"),
    ];

    /// <summary>Sets it up; whoever asks for it ends the traffic and the faults.</summary>
    public static async Task<Scene> SetAsync(BrowserLab lab)
    {
        var failed = SampleRuns.Fail;
        var runs = Store(lab, failed, SampleRuns.Pass with { Id = "20261121-201500-payment-outage", Title = failed.Title, File = failed.File });
        await lab.Api.StartTrafficAsync(15, 600);
        await lab.Api.InjectAsync("latency", "web->catalog", 600, ("latency", "40"));
        var fault = await lab.Api.InjectAsync("http-latency", "payment", 600, ("latency", "120"), ("method", "POST"), ("route", "/charge"));
        var traces = await Eventually.BeAsync("a purchase that drew the fault", _ => lab.Api.GetAsync($"/api/traces?fault={fault}&text=/purchase&limit=1"), found => found.GetArrayLength() > 0);
        return new Scene(fault, runs, traces[0].GetProperty("traceId").GetString()!);
    }

    // A page of a run that truly ran is looked at where one is started: ExperimentJourneyTests.
    private static string[] Store(BrowserLab lab, params RunRecord[] runs)
        => [.. runs.Select(run =>
        {
            ReportSet.Write(new RunFolder(lab.Cli.Runs, run.Id), run);
            return run.Id;
        })];
}
