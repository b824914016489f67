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
        var entry = new ToxicEntry(
            ++_nextOrder, request.Name, request.Stream, request.Toxicity, request.Toxic, request.Ttl, Deadline(request.Ttl));
        Toxics.Add(entry);
        SettleOrRetry();
        _log($"toxic added: {Name} {ToxicWords.Of(entry)}");
        return entry;
    }

    /// <summary>Puts other attributes, another toxicity or a new ttl in force.</summary>
    public ToxicEntry ChangeToxic(ToxicEntry entry, Toxic toxic, double toxicity, TimeSpan? ttl)
    {
        var changed = entry with { Toxic = toxic, Toxicity = toxicity, Ttl = ttl, Deadline = Deadline(ttl) };
        Toxics.Replace(changed);
        SettleOrRetry();
        if (entry.Toxic != toxic || !entry.Toxicity.Equals(toxicity)) _log($"toxic changed: {Name} {ToxicWords.Of(changed)}");
        return changed;
    }

    /// <summary>Removes a toxic at once, whether its connections are read or not.</summary>
    public void RemoveToxic(ToxicEntry entry) => RemoveToxic(entry, "removed");

    /// <summary>Removes every toxic.</summary>
    public void RemoveToxics()
    {
        foreach (var entry in Toxics.Entries.ToArray()) RemoveToxic(entry);
    }

    // A toxic expires here, whatever has become of those who added it; a port that could not be opened is tried again.
    public void OnTime()
    {
        var now = LoopClock.Now;
        foreach (var entry in Toxics.Entries.Where(entry => entry.Deadline <= now).ToArray()) RemoveToxic(entry, "expired");
        SettleOrRetry();
    }

    private static long Deadline(TimeSpan? ttl)
        => ttl is { } time ? LoopClock.Now + (long)time.TotalMicroseconds : long.MaxValue;

    private void RemoveToxic(ToxicEntry entry, string how)
    {
        Toxics.Remove(entry);
        SettleOrRetry();
        _log($"toxic {how}: {Name} {ToxicWords.Of(entry)}");
    }

    private void SettleOrRetry()
    {
        var retryAt = long.MaxValue;
        try
        {
            Settle();
            _saidWhyNot = false;
        }
        catch (ListenException error)
        {
            if (!_saidWhyNot) _log($"{Name} cannot take connections yet, trying again: {error.Message}");
            _saidWhyNot = true;
            retryAt = LoopClock.Now + ListenRetry;
        }

        var next = Toxics.Entries.Aggregate(retryAt, (first, entry) => Math.Min(first, entry.Deadline));
        if (next == long.MaxValue) Loop.Alarms.Clear(_alarm);
        else Loop.Alarms.Set(_alarm, next);
    }
}
