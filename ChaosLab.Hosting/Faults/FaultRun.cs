using System.Runtime.CompilerServices;
using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Journal;

namespace ChaosLab.Hosting.Faults;

/// <summary>An accepted fault: what has been seen of it, and the way to lift it.</summary>
internal sealed class FaultRun(FaultRecord accepted, IFault fault, double? seconds, TimeProvider? time = null) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<FaultRecord> _history = [accepted];
    private readonly CancellationTokenSource _lifted = new();
    private volatile bool _arrived;
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Raised after each change; handlers must return at once.</summary>
    public event Action? Noted;

    public IFault Fault => fault;

    /// <summary>What an earlier run of the lab wrote down of it, and left; null for a fault of this run.</summary>
    public FaultEntry? Left { get; init; }

    /// <summary>When it became final; null before.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>How long it lasts; null means until lifted, for at most an hour, or that it acts in one moment.</summary>
    public double? Seconds => seconds;

    public FaultRecord Record
    {
        get
        {
            lock (_gate) return _history[^1];
        }
    }

    /// <summary>Whether it acts, or is about to.</summary>
    public bool IsActive => Record.State is FaultState.Requested or FaultState.Active;

    /// <summary>Whether it has not yet done all that it is to do to act.</summary>
    public bool IsOnItsWay => IsActive && !_arrived;

    public bool IsFinal => EndsHere(Record);

    /// <summary>Whether its removal is not proven.</summary>
    public bool IsStuck => Record.State == FaultState.Stuck;

    /// <summary>Cancelled when somebody wants it lifted.</summary>
    public CancellationToken LiftRequested => _lifted.Token;

    public void RequestLift() => _lifted.Cancel();

    /// <summary>Says that it has done all that it does to act, or does no more.</summary>
    public void Arrived() => _arrived = true;

    /// <summary>Adds what has been seen.</summary>
    public void Note(Func<FaultRecord, FaultRecord> change)
    {
        TaskCompletionSource reached;
        lock (_gate)
        {
            var next = change(_history[^1]);
            if (next == _history[^1]) return;
            _history.Add(next);
            if (EndsHere(next)) EndedAt ??= (time ?? TimeProvider.System).GetUtcNow();
            reached = _next;
            _next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        reached.SetResult();
        Noted?.Invoke();
    }

    /// <summary>Where it stands, then each change, until it is final.</summary>
    public async IAsyncEnumerable<FaultRecord> WatchAsync([EnumeratorCancellation] CancellationToken ct)
    {
        int told;
        lock (_gate) told = _history.Count - 1;
        while (true)
        {
            Task next;
            FaultRecord[] fresh;
            lock (_gate) (next, fresh) = (_next.Task, [.. _history.Skip(told)]);
            foreach (var record in fresh)
            {
                yield return record;
                if (EndsHere(record)) yield break;
            }

            told += fresh.Length;
            await next.WaitAsync(ct);
        }
    }

    /// <summary>Waits for a record; returns the final one if none is as wanted before.</summary>
    public async Task<FaultRecord> WaitAsync(Func<FaultRecord, bool> wanted, CancellationToken ct)
    {
        await foreach (var record in WatchAsync(ct))
        {
            if (wanted(record)) return record;
        }

        return Record;
    }

    public void Dispose() => _lifted.Dispose();

    private static bool EndsHere(FaultRecord record)
        => record.State is FaultState.Recovered or FaultState.NotRecovered or FaultState.NoEffect or FaultState.Failed or FaultState.Stuck;
}
