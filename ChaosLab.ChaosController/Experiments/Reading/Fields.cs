using ChaosLab.ChaosController.Experiments.Reading.Documents;

namespace ChaosLab.ChaosController.Experiments.Reading;

/// <summary>
/// Reads the fields of one object, and knows which there are. A name that is not known is a mistake when it looks like a typing
/// error of one that is; in objects of ChaosLab's own it is one in any case, unless it begins with <c>x-</c> or <c>$</c>.
/// </summary>
internal sealed class Fields
{
    private readonly MapNode _map;
    private readonly Values _values;
    private readonly string _what;

    /// <param name="map">The object.</param>
    /// <param name="values">Reads the values.</param>
    /// <param name="what">What the object is, for messages, such as <c>the experiment</c>.</param>
    /// <param name="own">Whether the object is of ChaosLab's own, and not of Chaos Toolkit's format.</param>
    /// <param name="known">The names there are.</param>
    public Fields(MapNode map, Values values, string what, bool own, params IReadOnlyList<string> known)
    {
        (_map, _values, _what) = (map, values, what);
        foreach (var entry in map.Entries) CheckName(entry, own, known);
    }

    public MapNode Map => _map;

    /// <summary>The value; null when there is none, or when it is null.</summary>
    public Node? Find(string name) => _map.Find(name)?.Value is { } node && node is not ScalarNode { Value: null } ? node : null;

    /// <summary>The value; tells when there is none.</summary>
    public Node? Need(string name)
    {
        if (Find(name) is { } node) return node;
        _values.Mistakes.Add(_map, $"{char.ToUpperInvariant(_what[0])}{_what[1..]} has no '{name}'; it needs one.");
        return null;
    }

    public string? NeedText(string name) => Need(name) is { } node ? _values.Text(node, name) : null;

    public string? Text(string name) => Find(name) is { } node ? _values.Text(node, name) : null;

    public bool? Flag(string name) => Find(name) is { } node ? _values.Flag(node, name) : null;

    public double? Number(string name, NumberRange range) => Find(name) is { } node ? _values.Number(node, name, range) : null;

    public int? Whole(string name, int least, int most) => (int?)Number(name, new NumberRange(least, most, Whole: true));

    public TimeSpan? Duration(string name, DurationRange range) => Find(name) is { } node ? _values.Duration(node, name, range) : null;

    public string? Choice(string name, IReadOnlyList<string> words) => Find(name) is { } node ? _values.Choice(node, name, words) : null;

    public IReadOnlyList<string> Texts(string name) => Find(name) is { } node ? _values.Texts(node, name) ?? [] : [];

    public MapNode? Object(string name) => Find(name) is { } node ? _values.Map(node, name) : null;

    /// <summary>The items of a list; none when there is no such list.</summary>
    public IReadOnlyList<Node> Items(string name) => Find(name) is { } node ? _values.List(node, name)?.Items ?? [] : [];

    /// <summary>The objects of a list of objects; tells of items that are none.</summary>
    public IEnumerable<MapNode> Objects(string name)
        => Items(name).Select(item => _values.Map(item, $"an entry of '{name}'")).OfType<MapNode>();

    private void CheckName(MapEntry entry, bool own, IReadOnlyList<string> known)
    {
        if (known.Contains(entry.Name, StringComparer.Ordinal)) return;
        if (entry.Name.StartsWith("x-", StringComparison.Ordinal) || entry.Name.StartsWith('$')) return;
        var path = entry.Value.Path;
        if (Wording.Misspelt(entry.Name, known) is { } meant)
        {
            _values.Mistakes.Add(entry.Position, path, $"{char.ToUpperInvariant(_what[0])}{_what[1..]} has no field '{Wording.Short(entry.Name)}'. Did you mean '{meant}'?");
        }
        else if (own)
        {
            _values.Mistakes.Add(
                entry.Position, path,
                $"{char.ToUpperInvariant(_what[0])}{_what[1..]} has no field '{Wording.Short(entry.Name)}'. Known: {string.Join(", ", known)}.");
        }
    }
}
