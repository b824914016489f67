using System.Globalization;
using System.Xml.Linq;
using ChaosLab.ChaosController.Load;
using ChaosLab.ChaosController.Running;

namespace ChaosLab.ChaosController.Reports.Html;

/// <summary>What customers felt: rate, errors and latency over one axis of time, with the faults' windows.</summary>
internal static class LoadSection
{
    public static XElement Create(RunRecord run) => Page.Section(
        "load", "What customers felt",
        run.Load is { } load ? Own(run, load) : [Page.Paragraph(run.ExternalLoad is null ? "There was no load." : "The load came from the experiment's own command; its requests were not counted here.")],
        run.ExternalLoad is { } external ? External(external) : null);

    private static object?[] Own(RunRecord run, LoadResult load) =>
    [
        Page.Paragraph(ReportSentences.Load(load)),
        load.Seconds.Count > 0 ? Charts(run, load) : null,
        HtmlTable.Of("Requests by operation", ReportTables.Load(load), null, 1, 2, 3, 4, 5, 6, 7, 8, 9),
    ];

    private static XElement[] Charts(RunRecord run, LoadResult load)
    {
        var length = Math.Max(load.Duration.TotalSeconds, load.Seconds[^1].Second + 1);
        var axis = new TimeAxis(load.StartedAt, length);
        // A fault before or after the load has no place on its axis.
        var windows = FaultWindow.Of(run).Where(window => window.To >= axis.Start && (window.From - axis.Start).TotalSeconds <= length).ToArray();
        var worst = load.Seconds.MaxBy(second => second.Figures.ErrorRate)!;
        var slowest = load.Seconds.MaxBy(second => second.Figures.P99 ?? 0)!;
        return
        [
            new Chart(
                    "Requests per second", $"{Wording.Of(load.Total.Due, "request")}, {Wording.Of(load.Total.Errors, "error")}.",
                    axis, windows, value => Wording.Number(value))
                .Draw(
                [
                    Values("succeeded", "s1", load, figures => figures.Succeeded, figures => 0),
                    Values("errors", "s2", load, figures => figures.Succeeded + figures.Errors, figures => figures.Succeeded),
                ], 0),
            new Chart(
                    "Errors, % of requests", $"At most {Wording.Percent(worst.Figures.ErrorRate)}, at {TimeAxis.Label(worst.Second)}.",
                    axis, windows, value => value.ToString("0.##", CultureInfo.InvariantCulture) + " %")
                .Draw([Values("errors", "s2", load, figures => figures.Due == 0 ? null : figures.ErrorRate * 100)], 1),
            new Chart(
                    "Latency from the intended send time", $"p99 is at most {Wording.Latency(slowest.Figures.P99)}, at {TimeAxis.Label(slowest.Second)}.",
                    axis, windows, value => value >= 1000 ? Wording.Number(value / 1000) + " s" : Wording.Number(value) + " ms")
                .Draw([Values("p99", "s5", load, figures => figures.P99), Values("p95", "s4", load, figures => figures.P95), Values("p50", "s3", load, figures => figures.P50)], 10),
            Page.Element("p", Page.Class("soft"), $"The axis is minutes and seconds since the load began, at {Wording.Clock(load.StartedAt)}. Shaded: the time in which a fault acted."),
        ];
    }

    private static Series Values(string name, string style, LoadResult load, Func<LoadFigures, double?> value, Func<LoadFigures, double>? floor = null)
        => new(
            name, style, [.. load.Seconds.Select(second => ((double)second.Second, value(second.Figures)))],
            floor is null ? null : [.. load.Seconds.Select(second => floor(second.Figures))]);

    private static XElement External(ExternalLoad load) => Page.Element(
        "div",
        Page.Element("h3", "The experiment's own load"),
        Page.Element("p", Page.Element("code", string.Join(' ', load.Command)), $" ended with exit code {load.ExitCode?.ToString(CultureInfo.InvariantCulture) ?? "none: it had to be ended"}."),
        Page.Element("pre", load.Output));
}
