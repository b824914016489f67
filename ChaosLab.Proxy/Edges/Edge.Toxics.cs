using ChaosLab.Proxy.Engine;
using ChaosLab.Proxy.Toxics;

namespace ChaosLab.Proxy.Edges;

// Adding, changing, removing and expiring toxics.
internal sealed partial class Edge
{
    /// <summary>Adds a toxic; null when there is one of that name already.</summary>
    public ToxicEntry? AddToxic(ToxicRequest request)
    {
        if (Toxics.Find(request.Name) is not null) return null;
        var chance = new ToxicChance(
            request.Seed ?? Seed, request.Seed is not null, Traffic.Connections, [.. _connections.Select(connection => connection.Number).Order()]);
        var entry = new ToxicEntry(
            ++_nextOrder, request.Name, request.Stream, request.Toxicity, request.Toxic, chance, request.Ttl, ToxicEntry.DeadlineOf(request.Ttl));
        Toxics.Add(entry);
        SettleOrRetry();
        _log($"toxic added: {Name} {ToxicWords.Of(entry)}");
        return entry;
    }

    /// <summary>Puts other attributes, another toxicity or a new ttl in force for the toxic of that name.</summary>
    public ToxicEntry ChangeToxic(ToxicEntry changed)
    {
        var matters = Toxics.Replace(changed);
        SettleOrRetry();
        if (matters) _log($"toxic changed: {Name} {ToxicWords.Of(changed)}");
        return changed;
    }

    /// <summary>Removes a toxic at once, whether its connections are read or not.</summary>
    public void RemoveToxic(ToxicEntry entry) => RemoveToxic(entry, "removed");

    /// <summary>Removes every toxic and takes connections, whatever fails meanwhile; gives what failed.</summary>
    public IReadOnlyList<string> Reset()
    {
        if (_closed) return [];
        var failures = new List<string>();
        foreach (var entry in Toxics.Entries.ToArray()) Try(failures, () => RemoveToxic(entry));
        Try(failures, () => Enable(true));
        Try(failures, SettleOrRetry);

        // An edge that was enabled all along may have lost its port while a toxic held it down.
        if (failures.Count == 0 && !IsAccepting) failures.Add(Trouble ?? "it takes no connections");
        return failures;
    }

    // A toxic expires here, whatever has become of those who added it; a port that could not be opened is tried again.
    public void OnTime()
    {
        var now = LoopClock.Now;
        foreach (var entry in Toxics.Entries.Where(entry => entry.Deadline <= now).ToArray()) RemoveToxic(entry, "expired");
        SettleOrRetry();
    }

    private void RemoveToxic(ToxicEntry entry, string how)
    {
        Toxics.Remove(entry);
        SettleOrRetry();
        _log($"toxic {how}: {Name} {ToxicWords.Of(entry)}");
    }

    private static void Try(List<string> failures, Action act)
    {
        try
        {
            act();
        }
        catch (ListenException error)
        {
            failures.Add(error.Message);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            failures.Add($"{error.GetType().Name}: {error.Message}");
        }
    }

    private void SettleOrRetry()
    {
        var retryAt = long.MaxValue;
        try
        {
            Settle();
        }
        catch (ListenException error)
        {
            if (Trouble is null) _log($"{Name} cannot take connections yet, trying again: {error.Message}");
            Trouble = error.Message;
            retryAt = LoopClock.Now + ListenRetry;
        }

        var next = Toxics.Entries.Aggregate(retryAt, (first, entry) => Math.Min(first, entry.Deadline));
        if (next == long.MaxValue) Loop.Alarms.Clear(_alarm);
        else Loop.Alarms.Set(_alarm, next);
    }
}
