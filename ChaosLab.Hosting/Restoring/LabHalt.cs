using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults;
using ChaosLab.Hosting.Faults.Guard;

namespace ChaosLab.Hosting.Restoring;

/// <summary>The emergency stop: undoes every fault at once, and lets no new one act until it is released.</summary>
internal sealed class LabHalt(HaltSwitch halt, FaultRunner runner, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Halts, and returns when everything is undone or known not to be.</summary>
    public Task<HaltStatus> HaltAsync(HaltRequest request)
    {
        var begun = time.GetTimestamp();
        return UndoAsync(halt.Halt(request), runner.LiftAllAsync, begun, time);
    }

    /// <summary>Undoes, and says what came of it.</summary>
    /// <param name="status">What the halt itself says.</param>
    /// <param name="lift">Lifts all that there is to lift, and tells each.</param>
    /// <param name="begun">When the halt was called.</param>
    /// <param name="time">The clock.</param>
    internal static async Task<HaltStatus> UndoAsync(
        HaltStatus status, Func<Action<FaultRecord>, CancellationToken, Task> lift, long begun, TimeProvider time)
    {
        var undone = 0;
        var problems = new List<string>();

        // Who called may go away; the halt goes on.
        using var limit = new CancellationTokenSource(Limit);
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

        return status with { Undone = undone, Milliseconds = time.GetElapsedTime(begun).TotalMilliseconds, Problems = problems };
    }
}
