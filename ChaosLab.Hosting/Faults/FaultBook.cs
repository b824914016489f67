using System.Collections.Concurrent;

namespace ChaosLab.Hosting.Faults;

/// <summary>The faults of this run of the lab, the finished ones among them.</summary>
internal sealed class FaultBook
{
    private const int Remembered = 200;

    private readonly ConcurrentDictionary<string, FaultRun> _runs = new(StringComparer.Ordinal);

    /// <summary>Raised when a fault comes or changes; handlers must return at once.</summary>
    public event Action? Changed;

    public IEnumerable<FaultRun> All => _runs.Values.OrderBy(run => run.Record.RequestedAt);

    public IEnumerable<FaultRun> Active => All.Where(run => run.IsActive);

    /// <summary>The faults that act, and those whose removal is not proven.</summary>
    public IEnumerable<FaultRun> Present => All.Where(run => run.IsActive || run.IsStuck);

    /// <summary>The faults that are not final or not proven gone, and those that became final after a time.</summary>
    public IEnumerable<FaultRun> Since(DateTimeOffset time) => All.Where(run => !run.IsFinal || run.IsStuck || run.EndedAt >= time);

    public FaultRun? Find(string id) => _runs.GetValueOrDefault(id);

    /// <summary>The faults that act on a resource now.</summary>
    public IEnumerable<FaultRun> ActiveOn(IResource resource) => Active.Where(run => run.Fault.Affected.Contains(resource));

    /// <summary>Whether a fault of a kind acts on a resource now.</summary>
    public bool IsActive(string kind, IResource resource) => ActiveOn(resource).Any(run => run.Record.Kind == kind);

    /// <summary>Adds a fault, and forgets the oldest finished ones.</summary>
    public void Add(FaultRun run)
    {
        run.Noted += () => Changed?.Invoke();
        _runs[run.Record.Id] = run;
        Changed?.Invoke();
        foreach (var old in All.Where(entry => entry is { IsFinal: true, IsStuck: false }).SkipLast(Remembered))
        {
            if (_runs.TryRemove(old.Record.Id, out var forgotten)) forgotten.Dispose();
        }
    }
}
