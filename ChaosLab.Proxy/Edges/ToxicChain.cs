using ChaosLab.Proxy.Decisions;
using ChaosLab.Proxy.Links;
using ChaosLab.Proxy.Toxics;

namespace ChaosLab.Proxy.Edges;

/// <summary>The toxics of one edge, in order, and their stages on its connections. On the thread of the loop only.</summary>
internal sealed class ToxicChain(Edge edge, DecisionLog decisions)
{
    private readonly List<ToxicEntry> _entries = [];

    /// <summary>All, in the order in which they were added.</summary>
    public IReadOnlyList<ToxicEntry> Entries => _entries;

    /// <summary>Whether one of them keeps new connections out.</summary>
    public bool ClosesListener => _entries.Any(entry => entry.Toxic.ClosesListener && entry.Toxicity >= 1);

    /// <summary>The toxic of a name, or null.</summary>
    public ToxicEntry? Find(string name) => _entries.Find(entry => entry.Name == name);

    /// <summary>Puts the toxics on a connection that has just been made.</summary>
    public void ApplyTo(Connection connection)
    {
        foreach (var entry in _entries)
        {
            if (connection.IsOver) return;
            TryInsert(connection, entry);
        }
    }

    /// <summary>Adds a toxic at the end, also on the connections that stand.</summary>
    public void Add(ToxicEntry entry)
    {
        _entries.Add(entry);
        foreach (var connection in edge.Connections()) TryInsert(connection, entry);
    }

    /// <summary>Puts a changed toxic in the place of the one with its name; whether that changes anything for the bytes.</summary>
    public bool Replace(ToxicEntry entry)
    {
        var index = _entries.FindIndex(other => other.Name == entry.Name);
        var before = _entries[index];
        _entries[index] = entry;

        // A renewal does not.
        if (before.Toxic == entry.Toxic && before.Toxicity.Equals(entry.Toxicity)) return false;
        foreach (var connection in edge.Connections())
        {
            if (LinkOf(connection, entry) is not { } link) continue;
            var stage = link.Stages.FirstOrDefault(other => other.Entry.Order == entry.Order);
            if (stage is null) TryInsert(connection, entry);
            else if (NewChances(connection, entry).Hits(entry.Toxicity)) stage.Change(entry);
            else link.Remove(stage);
        }

        return true;
    }

    /// <summary>Takes a toxic off, also from the connections that stand; what it held goes on at once.</summary>
    public void Remove(ToxicEntry entry)
    {
        _entries.RemoveAll(other => other.Order == entry.Order);
        foreach (var connection in edge.Connections())
        {
            if (LinkOf(connection, entry) is not { } link) continue;
            if (link.Stages.FirstOrDefault(other => other.Entry.Order == entry.Order) is { } stage) link.Remove(stage);
        }
    }

    private static Link? LinkOf(Connection connection, ToxicEntry entry)
        => connection.IsOver ? null : connection.Links.FirstOrDefault(link => link.Direction == entry.Stream);

    private void TryInsert(Connection connection, ToxicEntry entry)
    {
        if (LinkOf(connection, entry) is not { } link) return;
        var chances = NewChances(connection, entry);
        if (!chances.Hits(entry.Toxicity)) return;
        var stage = entry.Toxic.CreateStage();
        stage.Attach(link, entry, chances);
        link.Insert(stage);
    }

    private Chances NewChances(Connection connection, ToxicEntry entry)
        => new(entry.Chance.Seed, edge.Name, entry.Chance.NumberOf(connection.Number), entry.Name, entry.Stream, decisions);
}
