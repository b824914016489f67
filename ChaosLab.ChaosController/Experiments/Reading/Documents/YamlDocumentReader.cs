using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ChaosLab.ChaosController.Experiments.Reading.Documents;

/// <summary>
/// Reads one YAML document with the place of every value. Anchors, aliases and merge keys work within <see cref="DocumentLimits"/>;
/// a name that is there twice is noted, and the first one counts.
/// </summary>
internal sealed class YamlDocumentReader
{
    private static readonly string[] TypedTags = ["tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:null"];

    private readonly Parser _parser;
    private readonly Action<Position, string> _note;
    private readonly Dictionary<string, Node> _anchors = new(StringComparer.Ordinal);
    private int _depth;
    private long _values;

    private YamlDocumentReader(string text, Action<Position, string> note)
    {
        _parser = new Parser(new StringReader(text));
        _note = note;
    }

    /// <param name="text">The document.</param>
    /// <param name="note">Is told of each name that is there twice.</param>
    /// <exception cref="DocumentException">The text is no single YAML document, or is beyond <see cref="DocumentLimits"/>.</exception>
    public static Node Read(string text, Action<Position, string> note)
    {
        DocumentLimits.RequireSize(text);
        RequireShallowFlow(text);
        try
        {
            return new YamlDocumentReader(text, note).ReadDocument();
        }
        catch (YamlException error)
        {
            throw new DocumentException(error.Message.Contains("tab", StringComparison.Ordinal) ? TabIndentation(text) ?? At(error.End) : At(error.End), $"This is no YAML: {Wording.Short(error.Message, 200)}");
        }
        // The library lets some malformed texts fail with exceptions of the base library.
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or FormatException or IndexOutOfRangeException or OverflowException)
        {
            throw new DocumentException(new Position(1, 1), $"This is no YAML: {Wording.Short(error.Message, 200)}");
        }
    }

    // The library's scanner recurses and backtracks over open brackets: a text with too many of them is not given to it.
    private static void RequireShallowFlow(string text)
    {
        var (open, line, column) = (0, 1, 0);
        foreach (var c in text)
        {
            column++;
            if (c is '[' or '{') open++;
            else if (c is ']' or '}') open = Math.Max(0, open - 1);
            else if (c == '\n') (line, column) = (line + 1, 0);
            if (open > 4 * DocumentLimits.Depth) DocumentLimits.RequireDepth(open, new Position(line, column));
        }
    }

    // The library tells of a tab without saying where it is.
    private static Position? TabIndentation(string text)
    {
        var line = 1;
        foreach (var content in text.EnumerateLines())
        {
            var tab = content[..(content.Length - content.TrimStart().Length)].IndexOf('\t');
            if (tab >= 0) return new Position(line, tab + 1);
            line++;
        }

        return null;
    }

    private Node ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _)) return new ScalarNode(new Position(1, 1), null);
        _parser.Consume<DocumentStart>();
        var root = ReadNode();
        _parser.Consume<DocumentEnd>();
        if (_parser.TryConsume<DocumentStart>(out var second)) throw new DocumentException(At(second.Start), "The file holds a second YAML document; write one experiment per file.");
        return root;
    }

    private Node ReadNode()
    {
        if (_parser.TryConsume<AnchorAlias>(out var alias)) return Follow(alias);
        var start = _parser.Current is NodeEvent node ? node : throw new DocumentException(At(_parser.Current?.Start), "A value is missing here.");
        Count(1, At(start.Start));
        Node value = start switch
        {
            MappingStart => ReadMap(At(start.Start)),
            SequenceStart => ReadList(At(start.Start)),
            _ => ReadScalar(),
        };
        if (!start.Anchor.IsEmpty) _anchors[start.Anchor.Value] = value;
        return value;
    }

    private Node Follow(AnchorAlias alias)
    {
        var position = At(alias.Start);
        if (!_anchors.TryGetValue(alias.Value.Value, out var value))
        {
            throw new DocumentException(position, $"There is no anchor '&{Wording.Short(alias.Value.Value)}' before this alias.");
        }

        Count(value.Size, position);
        return value;
    }

    private ScalarNode ReadScalar()
    {
        var scalar = _parser.Consume<Scalar>();
        var position = At(scalar.Start);
        if (scalar.Tag.IsEmpty) return new ScalarNode(position, scalar.Style == ScalarStyle.Plain ? YamlScalars.Resolve(scalar.Value) : scalar.Value);
        return new ScalarNode(position, TypedTags.Contains(scalar.Tag.Value) ? YamlScalars.Resolve(scalar.Value) : scalar.Value);
    }

    private ListNode ReadList(Position position)
    {
        DocumentLimits.RequireDepth(++_depth, position);
        _parser.Consume<SequenceStart>();
        var items = new List<Node>();
        while (!_parser.TryConsume<SequenceEnd>(out _)) items.Add(ReadNode());
        _depth--;
        return new ListNode(position, items);
    }

    private MapNode ReadMap(Position position)
    {
        DocumentLimits.RequireDepth(++_depth, position);
        _parser.Consume<MappingStart>();
        var entries = new List<MapEntry>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var merged = new List<Node>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var (name, place) = ReadName();
            var value = ReadNode();
            if (name == "<<") merged.Add(value);
            else if (names.Add(name)) entries.Add(new MapEntry(name, place, value));
            else _note(place, $"'{Wording.Short(name)}' is there twice in this object.");
        }

        foreach (var entry in merged.SelectMany(Merged))
        {
            if (names.Add(entry.Name)) entries.Add(entry);
        }

        _depth--;
        return new MapNode(position, entries);
    }

    private (string Name, Position Place) ReadName()
    {
        if (_parser.TryConsume<Scalar>(out var scalar)) return (scalar.Value, At(scalar.Start));
        throw new DocumentException(At(_parser.Current?.Start), "A name of an object must be a text.");
    }

    private static IEnumerable<MapEntry> Merged(Node value) => value switch
    {
        MapNode map => map.Entries,
        ListNode list => list.Items.SelectMany(Merged),
        _ => throw new DocumentException(value.Position, $"'<<' merges objects; this is {value.Sort}."),
    };

    private void Count(long values, Position position)
    {
        _values += values;
        DocumentLimits.RequireCount(_values, position);
    }

    private static Position At(Mark? mark) => mark is { } at ? new Position((int)Math.Max(1, at.Line), (int)Math.Max(1, at.Column)) : new Position(1, 1);
}
