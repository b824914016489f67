using System.Text;

namespace ChaosLab.ChaosController.Reports;

/// <summary>Writes a Markdown page (GitHub's dialect) from texts that may hold anything.</summary>
internal sealed class MarkdownPage
{
    private readonly StringBuilder _page = new();

    public MarkdownPage Heading(int level, string text) => Block($"{new string('#', level)} {Text(text)}");

    public MarkdownPage Paragraph(string text) => Block(Text(text));

    /// <summary>A paragraph that begins with a bold word.</summary>
    public MarkdownPage Labelled(string label, string text) => Block($"**{Text(label)}** {Text(text)}");

    public MarkdownPage List(IEnumerable<string> items)
    {
        var lines = items.Select(item => $"- {Text(item)}").ToArray();
        return lines.Length == 0 ? this : Block(string.Join('\n', lines));
    }

    /// <summary>A table; nothing without rows.</summary>
    public MarkdownPage Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var lines = rows.Select(Row).ToArray();
        return lines.Length == 0 ? this : Block(string.Join('\n', [Row(columns), $"|{string.Concat(columns.Select(_ => "---|"))}", .. lines]));
    }

    /// <summary>Preformatted text.</summary>
    public MarkdownPage Code(string text)
    {
        var clean = Wording.Clean(text);
        var fence = new string('`', Math.Max(3, LongestRun(clean) + 1));
        return Block($"{fence}text\n{clean}\n{fence}");
    }

    public override string ToString() => _page.ToString();

    /// <summary>Text on one line, in which no character has a meaning of its own.</summary>
    public static string Text(string text)
    {
        var line = Wording.Clean(text).ReplaceLineEndings(" ").Trim();
        var escaped = new StringBuilder(line.Length);
        for (var i = 0; i < line.Length; i++)
        {
            escaped.Append(line[i] switch
            {
                '<' => "&lt;",
                '&' => "&amp;",
                var c when IsMarkup(line, i) => $"\\{c}",
                var c => c.ToString(),
            });
        }

        return escaped.ToString();
    }

    private static bool IsMarkup(string line, int at) => line[at] switch
    {
        '\\' or '`' or '*' or '[' or ']' or '|' or '~' => true,
        // Within a word an underscore is no emphasis, and names are easier to read without the backslash.
        '_' => at == 0 || at == line.Length - 1 || !char.IsLetterOrDigit(line[at - 1]) || !char.IsLetterOrDigit(line[at + 1]),
        // At the start of a line these make headings, quotes, lists and rules.
        '#' or '>' or '-' or '+' or '=' => at == 0,
        _ => false,
    };

    private static string Row(IReadOnlyList<string> cells) => $"| {string.Join(" | ", cells.Select(Text))} |";

    private static int LongestRun(string text)
    {
        int longest = 0, run = 0;
        foreach (var c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    private MarkdownPage Block(string text)
    {
        if (_page.Length > 0) _page.Append('\n');
        _page.Append(text).Append('\n');
        return this;
    }
}
