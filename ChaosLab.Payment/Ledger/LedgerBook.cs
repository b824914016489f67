using System.Collections.Concurrent;

namespace ChaosLab.Payment.Ledger;

/// <summary>Where every key stands. One thread decides; what others see is durable.</summary>
internal sealed class LedgerBook
{
    private readonly ConcurrentDictionary<string, Charge> durable = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Charge> pending = new(StringComparer.Ordinal);
    private readonly List<LedgerEntry> entries = [];
    private long lastSeq;

    /// <summary>The entries that the decisions since the last commit need.</summary>
    public IReadOnlyList<LedgerEntry> Entries => entries;

    /// <summary>How many keys there are.</summary>
    public int Count => durable.Count;

    /// <summary>Where the key durably stands; may be called by any thread.</summary>
    public Charge? Find(string key) => durable.GetValueOrDefault(key);

    /// <summary>Takes over an entry of the journal.</summary>
    /// <exception cref="InvalidDataException">It contradicts the entries before it.</exception>
    public void Replay(LedgerEntry entry)
    {
        durable[entry.Key] = LedgerRules.Apply(Find(entry.Key), entry);
        lastSeq = entry.Seq;
    }

    /// <summary>Decides on top of everything decided so far, durable or not.</summary>
    /// <returns>The answer, and whether it holds only once <see cref="Entries"/> are durable.</returns>
    public (LedgerAnswer Answer, bool MustWait) Decide(LedgerRequest request, DateTimeOffset at)
    {
        var isPending = pending.TryGetValue(request.Key, out var current);
        current ??= Find(request.Key);

        var (result, entry) = LedgerRules.Decide(current, request, lastSeq + entries.Count + 1, at);
        if (entry is null)
            return (new(result, current), isPending);

        var next = LedgerRules.Apply(current, entry);
        entries.Add(entry);
        pending[request.Key] = next;
        return (new(result, next), true);
    }

    /// <summary>The entries are durable: everyone may see them.</summary>
    public void Commit()
    {
        foreach (var (key, charge) in pending)
            durable[key] = charge;
        lastSeq += entries.Count;
        Forget();
    }

    /// <summary>The entries are not durable: they never were.</summary>
    public void Forget()
    {
        pending.Clear();
        entries.Clear();
    }
}
