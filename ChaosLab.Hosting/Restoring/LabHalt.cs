using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults;
using ChaosLab.Hosting.Faults.Guard;

namespace ChaosLab.Hosting.Restoring;

/// <summary>The emergency stop: undoes every fault at once, whoever put it there, and lets no new one act until it is released.</summary>
internal sealed class LabHalt(HaltSwitch halt, FaultRunner runner, StrayFaults strays, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LastLookLimit = TimeSpan.FromSeconds(3);

    /// <summary>Halts, and returns when everything is undone or known not to be.</summary>
    public Task<HaltStatus> HaltAsync(HaltRequest request)
    {
        var begun = time.GetTimestamp();
        return UndoAsync(halt.Halt(request), runner.LiftAllAsync, strays.RemoveAsync, begun, time);
    }

    /// <summary>Undoes, and says what came of it.</summary>
    /// <param name="status">What the halt itself says.</param>
    /// <param name="lift">Lifts all that there is to lift, and tells each.</param>
    /// <param name="sweep">Removes what others have put there, sparing what the lab has or not, tells each, and returns what it could not do.</param>
    /// <param name="begun">When the halt was called.</param>
    /// <param name="time">The clock.</param>
    internal static async Task<HaltStatus> UndoAsync(
        HaltStatus status, Func<Action<FaultRecord>, CancellationToken, Task> lift, Func<bool, Action<string>, CancellationToken, Task<IReadOnlyList<string>>> sweep,
        long begun, TimeProvider time)
    {
        var undone = 0;
        var problems = new List<string>();
        var found = new HashSet<string>(StringComparer.Ordinal);

        // Who called may go away; the halt goes on. What others have put there waits for no undo of the runner's, which may take long.
        using var limit = new CancellationTokenSource(Limit);
        using var beside = CancellationTokenSource.CreateLinkedTokenSource(limit.Token);
        var sweeping = sweep(true, Find, beside.Token);
        try
        {
            await lift(record =>
            {
                lock (problems)
                {
                    if (record is { State: FaultState.Stuck } or { State: FaultState.Failed, ActedAt: not null }) problems.Add(record.Message ?? $"{record.Kind} on {record.Target} ({record.Id})");
                    else undone++;
                }
            }, limit.Token);
        }
        catch (OperationCanceledException)
        {
            lock (problems) problems.Add($"Not everything was undone within {Limit.TotalSeconds:0} s; look: ./lab fault active");
        }

        await beside.CancelAsync();
        await ((Task)sweeping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // Now that the runner's are gone whatever is left goes, by whatever name.
        using var lastLook = new CancellationTokenSource(LastLookLimit);
        var left = await sweep(false, Find, lastLook.Token);
        lock (problems)
        {
            problems.AddRange(left);
            return status with
            {
                Undone = undone, Milliseconds = time.GetElapsedTime(begun).TotalMilliseconds, Problems = problems,
                Found = found.Count == 0 ? null : [.. found.Order(StringComparer.Ordinal)],
            };
        }

        void Find(string what)
        {
            lock (found) found.Add(what);
        }
    }
}
