using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace ChaosLab.ChaosController.Reports.Html;

/// <summary>Builds well-formed HTML; whatever is given as text is escaped by the serializer and cannot become markup.</summary>
internal static class Page
{
    // Elements that HTML writes without an end tag; every other empty one needs its own.
    private static readonly HashSet<string> Void = ["meta", "br", "path", "line", "rect", "polyline", "circle"];

    public static XElement Element(string name, params object?[] content) => new(name, [.. content.Select(Cleaned)]);

    public static XAttribute Attribute(string name, string value) => new(name, Wording.Clean(value));

    public static XAttribute Class(string value) => new("class", value);

    /// <summary>A section with its heading, named so that a contents list and assistive technology find it.</summary>
    public static XElement Section(string id, string heading, params object?[] content)
        => Element("section", Attribute("id", id), Attribute("aria-labelledby", id + "-h"), Element("h2", Attribute("id", id + "-h"), heading), content.Select(Cleaned));

    public static XElement Paragraph(string text) => Element("p", text);

    /// <summary>A word of a verdict or an outcome, in its colour; the word alone says it, too.</summary>
    public static XElement Badge(string word, string tone) => Element("span", Class($"badge {tone}"), word);

    /// <summary>The whole document as text.</summary>
    public static string Serialize(XElement html)
    {
        foreach (var element in html.Descendants().Where(element => element.IsEmpty && !Void.Contains(element.Name.LocalName))) element.Add("");

        var text = new StringBuilder("<!DOCTYPE html>\n");
        var settings = new XmlWriterSettings { OmitXmlDeclaration = true, Indent = true, IndentChars = " ", NewLineChars = "\n", NewLineHandling = NewLineHandling.None };
        using (var writer = XmlWriter.Create(text, settings)) html.Save(writer);
        return text.Append('\n').ToString();
    }

    private static object? Cleaned(object? content) => content is string text ? Wording.Clean(text) : content;
}
