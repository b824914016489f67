using System.Globalization;
using System.Xml.Linq;

namespace ChaosLab.ChaosController.Reports.Html;

/// <summary>A chart over time as inline SVG: gridlines, fault windows shaded and labelled, lines or areas, a legend.</summary>
/// <param name="title">What it shows, with the unit.</param>
/// <param name="summary">The same in a sentence, for those who cannot see it.</param>
/// <param name="axis">The shared axis of time.</param>
/// <param name="windows">The times in which faults acted.</param>
/// <param name="format">Writes a value of the vertical axis.</param>
internal sealed class Chart(string title, string summary, TimeAxis axis, IReadOnlyList<FaultWindow> windows, Func<double, string> format)
{
    private const double Width = 960;
    private const double Plot = 170;
    private const double LabelHeight = 20;

    /// <summary>The figure with its caption.</summary>
    /// <param name="series">From back to front.</param>
    /// <param name="top">The least height of the axis, so that small noise does not fill the chart.</param>
    public XElement Draw(IReadOnlyList<Series> series, double top)
    {
        var scale = Scale.For(Math.Max(top, series.SelectMany(one => one.Values).Max(point => point.Value is { } value && double.IsFinite(value) ? value : 0)));
        // Labels of windows that overlap stand below each other.
        var lanes = Lanes();
        var above = 8 + (lanes.Count > 0 ? (lanes.Max() + 1) * LabelHeight : 0);
        var id = "chart-" + string.Concat(title.Where(char.IsAsciiLetter)).ToLowerInvariant();

        return Page.Element(
            "figure",
            Page.Element("figcaption", Page.Element("strong", title), Legend(series)),
            Page.Element(
                "div", Page.Class("scroll"), Page.Attribute("tabindex", "0"), Page.Attribute("role", "region"), Page.Attribute("aria-label", title),
                Page.Element(
                    "svg", Page.Attribute("viewBox", $"0 0 {N(Width)} {N(above + Plot + 26)}"), Page.Attribute("role", "img"), Page.Attribute("aria-labelledby", id),
                    Page.Element("title", Page.Attribute("id", id), $"{title}: {summary}"),
                    // A window is to be seen through an area, and never hides a line.
                    series.Where(one => one.Filled).Select(one => Line(one, scale, above)),
                    Shades(lanes, above),
                    Grid(scale, above),
                    series.Where(one => !one.Filled).Select(one => Line(one, scale, above)))));
    }

    private static XElement Legend(IReadOnlyList<Series> series)
        => Page.Element("span", Page.Class("legend"), series.Select(one => Page.Element(
            "span",
            Page.Element(
                "svg", Page.Attribute("viewBox", "0 0 24 10"), Page.Attribute("aria-hidden", "true"),
                one.Filled
                    ? Page.Element("rect", Page.Class($"{one.Style} area"), Page.Attribute("width", "24"), Page.Attribute("height", "10"))
                    : Page.Element("line", Page.Class(one.Style), Page.Attribute("x1", "0"), Page.Attribute("x2", "24"), Page.Attribute("y1", "5"), Page.Attribute("y2", "5"))),
            " " + one.Name)));

    private IEnumerable<XElement> Shades(List<int> lanes, double above)
    {
        for (var i = 0; i < windows.Count; i++)
        {
            var (from, to) = (axis.X(windows[i].From), axis.X(windows[i].To));
            // A window may be shorter than a pixel; it is still to be seen.
            yield return Page.Element(
                "rect", Page.Class("fault"), Page.Attribute("x", N(from)), Page.Attribute("y", N(above)),
                Page.Attribute("width", N(Math.Max(2, to - from))), Page.Attribute("height", N(Plot)));
            yield return Edge(from, (lanes[i] * LabelHeight) + 4, above);
            if (to > from) yield return Edge(to, above, above);
            var late = from > (TimeAxis.Left + TimeAxis.Right) / 2;
            yield return Page.Element(
                "text", Page.Class("fault-label"), Page.Attribute("x", N(late ? from - 4 : from + 4)), Page.Attribute("y", N((lanes[i] * LabelHeight) + 16)),
                late ? Page.Attribute("text-anchor", "end") : null, Short(windows[i].Label));
        }
    }

    private static XElement Edge(double x, double from, double above) => Page.Element(
        "line", Page.Class("fault-edge"), Page.Attribute("x1", N(x)), Page.Attribute("x2", N(x)), Page.Attribute("y1", N(from)), Page.Attribute("y2", N(above + Plot)));

    private IEnumerable<XElement> Grid(Scale scale, double above)
    {
        foreach (var value in scale.Ticks)
        {
            var y = Y(value, scale, above);
            yield return Page.Element("line", Page.Class("grid"), Page.Attribute("x1", N(TimeAxis.Left)), Page.Attribute("x2", N(TimeAxis.Right)), Page.Attribute("y1", N(y)), Page.Attribute("y2", N(y)));
            yield return Page.Element("text", Page.Attribute("x", N(TimeAxis.Left - 6)), Page.Attribute("y", N(y + 4)), Page.Attribute("text-anchor", "end"), format(value));
        }

        foreach (var second in axis.Ticks())
        {
            yield return Page.Element("text", Page.Attribute("x", N(axis.X(second))), Page.Attribute("y", N(above + Plot + 18)), Page.Attribute("text-anchor", "middle"), TimeAxis.Label(second));
        }
    }

    // Where there is no value the line is broken: a gap is not a zero.
    private IEnumerable<XElement> Line(Series series, Scale scale, double above)
    {
        var steps = new List<Step>();
        for (var i = 0; i < series.Values.Count; i++)
        {
            var (second, value) = series.Values[i];
            if (value is { } known && double.IsFinite(known))
            {
                steps.Add(new(axis.X(second), axis.X(second + 1), Y(known, scale, above), Y(series.Floor?[i] ?? 0, scale, above)));
                continue;
            }

            if (steps.Count > 0) yield return Draw(series, steps);
            steps = [];
        }

        if (steps.Count > 0) yield return Draw(series, steps);
    }

    private static XElement Draw(Series series, List<Step> steps)
    {
        var points = string.Join(' ', steps.Select(step => $"{N(step.From)},{N(step.Y)} {N(step.To)},{N(step.Y)}"));
        if (!series.Filled) return Page.Element("polyline", Page.Class(series.Style), Page.Attribute("points", points));

        var back = string.Join(' ', Enumerable.Reverse(steps).Select(step => $"{N(step.To)},{N(step.Floor)} {N(step.From)},{N(step.Floor)}"));
        return Page.Element("path", Page.Class($"{series.Style} area"), Page.Attribute("d", $"M{points} {back} Z"));
    }

    private List<int> Lanes()
    {
        // At most 9 units for each character of a label.
        var ends = new List<double>();
        var lanes = new List<int>();
        foreach (var window in windows)
        {
            var from = axis.X(window.From);
            var width = (Short(window.Label).Length * 9) + 8;
            var (left, right) = from > (TimeAxis.Left + TimeAxis.Right) / 2 ? (from - width, from) : (from, from + width);
            var lane = ends.FindIndex(end => end <= left);
            if (lane < 0)
            {
                lane = ends.Count;
                ends.Add(0);
            }

            ends[lane] = right;
            lanes.Add(lane);
        }

        return lanes;
    }

    private static string Short(string label) => Wording.Clean(label).ReplaceLineEndings(" ") is { Length: > 48 } longer ? longer[..47] + "…" : Wording.Clean(label).ReplaceLineEndings(" ");

    private static double Y(double value, Scale scale, double above) => above + Plot - (Math.Clamp(value / scale.Top, 0, 1) * Plot);

    private static string N(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A second's value: a step and no slope, or errors would seem to begin before their fault.</summary>
    private readonly record struct Step(double From, double To, double Y, double Floor);
}
