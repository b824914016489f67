using System.Xml.Linq;

namespace ChaosLab.ChaosController.Reports.Html;

/// <summary>A table with a caption and column headings, which scrolls on its own where the screen is narrow.</summary>
internal static class HtmlTable
{
    /// <summary>The table; null without rows.</summary>
    /// <param name="caption">What it shows, for those who jump from table to table.</param>
    /// <param name="table">Headings and cells.</param>
    /// <param name="tone">The colour class of a cell's word by row and column; null means plain.</param>
    /// <param name="numbers">Columns whose cells are figures and stand to the right.</param>
    public static XElement? Of(string caption, ReportTable table, Func<int, int, string?>? tone = null, params int[] numbers)
    {
        if (table.Rows.Count == 0) return null;

        return Page.Element(
            "div", Page.Class("scroll"), Page.Attribute("tabindex", "0"), Page.Attribute("role", "region"), Page.Attribute("aria-label", caption),
            Page.Element(
                "table",
                Page.Element("caption", caption),
                Page.Element("thead", Page.Element("tr", table.Columns.Select((column, index) => Cell("th", column, index, numbers, Page.Attribute("scope", "col"))))),
                Page.Element("tbody", table.Rows.Select((row, at) => Page.Element(
                    "tr",
                    row.Select((cell, index) => index == 0
                        ? Cell("th", cell, index, numbers, Page.Attribute("scope", "row"))
                        : Cell("td", tone?.Invoke(at, index) is { } word ? Page.Badge(cell, word) : cell, index, numbers)))))));
    }

    /// <summary>Pairs of a name and a text.</summary>
    public static XElement Pairs(ReportTable table)
        => Page.Element("dl", Page.Class("pairs"), table.Rows.Select(row => Page.Element("div", Page.Element("dt", row[0]), Page.Element("dd", row[1]))));

    private static XElement Cell(string name, object content, int column, int[] numbers, XAttribute? scope = null)
        => Page.Element(name, scope, numbers.Contains(column) ? Page.Class("number") : null, content);
}
