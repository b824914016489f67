using System.Text.Json;
using ChaosLab.Tests.Support;

namespace ChaosLab.Tests.Browser;

/// <summary>A lab with something to see on every page: traffic, faults that act, runs that have ended, a request that drew a fault.</summary>
/// <param name="Fault">A fault that acts on payment.</param>
/// <param name="Runs">Two runs that have ended, newest first.</param>
/// <param name="Trace">A purchase that drew the fault.</param>
internal sealed record Scene(string Fault, IReadOnlyList<string> Runs, string Trace)
{
    private static readonly TimeSpan RunLimit = TimeSpan.FromMinutes(3);

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
    public static async Task<Scene> SetAsync(ConsoleApi api)
    {
        var runs = await RunsAsync(api);
        await api.StartTrafficAsync(15, 600);
        await api.InjectAsync("latency", "web->catalog", 600, ("latency", "40"));
        var fault = await api.InjectAsync("http-latency", "payment", 600, ("latency", "120"), ("method", "POST"), ("route", "/charge"));
        var traces = await Eventually.BeAsync("a purchase that drew the fault", _ => api.GetAsync($"/api/traces?fault={fault}&text=/purchase&limit=1"), found => found.GetArrayLength() > 0);
        return new Scene(fault, runs, traces[0].GetProperty("traceId").GetString()!);
    }

    private static async Task<IReadOnlyList<string>> RunsAsync(ConsoleApi api)
    {
        while (true)
        {
            var ended = (await api.GetAsync("/api/history")).EnumerateArray().Select(run => run.GetProperty("id").GetString()!).ToArray();
            if (ended.Length >= 2) return ended;
            await RunAsync(api);
        }
    }

    private static async Task RunAsync(ConsoleApi api)
    {
        var text = ExperimentText.Of("A slow catalogue is put up with", [ExperimentText.Inject("latency", "web->catalog", "3s")]);
        var started = await api.PostAsync("/api/runs", new { text, by = "test" });
        var id = started.GetProperty("id").GetString();
        await Eventually.BeAsync("the run ends", _ => api.GetAsync($"/api/runs/{id}"), run => !run.GetProperty("running").GetBoolean(), RunLimit);
        await Eventually.BeAsync("the run's record", _ => api.GetAsync($"/api/history/{id}"), run => run.TryGetProperty("judgement", out var judgement) && judgement.ValueKind == JsonValueKind.Object);
    }
}
