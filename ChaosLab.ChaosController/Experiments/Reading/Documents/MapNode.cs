using System.Text.Json.Nodes;

namespace ChaosLab.ChaosController.Experiments.Reading.Documents;

/// <summary>An object: names with values, in the order of the text, each name once.</summary>
internal sealed class MapNode : Node
{
    private readonly Dictionary<string, MapEntry> _byName;

    public MapNode(Position position, IReadOnlyList<MapEntry> entries) : base(position)
    {
        Entries = entries;
        _byName = entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        Size = 1 + entries.Sum(entry => entry.Value.Size);
        foreach (var entry in entries) entry.Value.BelongTo(this, "." + entry.Name);
    }

    public IReadOnlyList<MapEntry> Entries { get; }

    public override long Size { get; }

    public override string Sort => "an object";

    public MapEntry? Find(string name) => _byName.GetValueOrDefault(name);

    public override JsonObject ToJson()
    {
        var copy = new JsonObject();
        foreach (var entry in Entries) copy[entry.Name] = entry.Value.ToJson();
        return copy;
    }
}
