using System.Text;
using System.Text.Json;

namespace ChaosLab.ChaosController.Experiments.Reading.Documents;

/// <summary>Reads strict JSON (RFC 8259) with the place of every value; a name that is there twice is noted, and the first one counts.</summary>
internal ref struct JsonDocumentReader
{
    private readonly LineIndex _lines;
    private readonly Action<Position, string> _note;
    private Utf8JsonReader _reader;
    private int _depth;
    private int _values;

    private JsonDocumentReader(byte[] utf8, Action<Position, string> note)
    {
        _lines = new LineIndex(utf8);
        _note = note;
        // One level more than allowed, so that the limit has one message for both formats.
        _reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = DocumentLimits.Depth + 1 });
    }

    private readonly Position Here => _lines.At((int)_reader.TokenStartIndex);

    /// <param name="text">The document.</param>
    /// <param name="note">Is told of each name that is there twice.</param>
    /// <exception cref="DocumentException">The text is no JSON, or is beyond <see cref="DocumentLimits"/>.</exception>
    public static Node Read(string text, Action<Position, string> note)
    {
        DocumentLimits.RequireSize(text);
        var utf8 = Encoding.UTF8.GetBytes(text);
        var reader = new JsonDocumentReader(utf8, note);
        try
        {
            reader._reader.Read();
            var root = reader.ReadValue();
            reader._reader.Read();
            return root;
        }
        catch (JsonException error)
        {
            throw new DocumentException(reader._lines.At(error.LineNumber ?? 0, error.BytePositionInLine ?? 0), Explain(error));
        }
        catch (InvalidOperationException)
        {
            throw new DocumentException(reader.Here, "The text holds a character that is no valid Unicode.");
        }
    }

    private Node ReadValue()
    {
        var position = Here;
        DocumentLimits.RequireCount(++_values, position);
        return _reader.TokenType switch
        {
            JsonTokenType.StartObject => ReadObject(position),
            JsonTokenType.StartArray => ReadList(position),
            JsonTokenType.String => new ScalarNode(position, _reader.GetString()),
            JsonTokenType.True => new ScalarNode(position, true),
            JsonTokenType.False => new ScalarNode(position, false),
            JsonTokenType.Number => new ScalarNode(position, ReadNumber(position)),
            _ => new ScalarNode(position, null),
        };
    }

    private readonly object ReadNumber(Position position)
    {
        if (_reader.TryGetInt64(out var whole)) return whole;
        if (_reader.TryGetDouble(out var number) && double.IsFinite(number)) return number;
        throw new DocumentException(position, "The number is too large.");
    }

    private MapNode ReadObject(Position position)
    {
        DocumentLimits.RequireDepth(++_depth, position);
        var entries = new List<MapEntry>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            var name = _reader.GetString()!;
            var place = Here;
            _reader.Read();
            var value = ReadValue();
            if (names.Add(name)) entries.Add(new MapEntry(name, place, value));
            else _note(place, $"'{Wording.Short(name)}' is there twice in this object.");
        }

        _depth--;
        return new MapNode(position, entries);
    }

    private ListNode ReadList(Position position)
    {
        DocumentLimits.RequireDepth(++_depth, position);
        var items = new List<Node>();
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray) items.Add(ReadValue());
        _depth--;
        return new ListNode(position, items);
    }

    // The library's message ends with a position that counts from 0; ours stands before the message.
    private static string Explain(JsonException error)
    {
        var end = error.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var message = Wording.Short(end < 0 ? error.Message : error.Message[..end], 200);
        return $"This is no JSON: {message}";
    }
}
