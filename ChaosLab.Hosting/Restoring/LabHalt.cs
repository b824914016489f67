using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults;
using ChaosLab.Hosting.Faults.Guard;

namespace ChaosLab.Hosting.Restoring;

/// <summary>The emergency stop: undoes every fault at once, and lets no new one act until it is released.</summary>
internal sealed class LabHalt(HaltSwitch halt, FaultRunner runner, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Halts, and returns when everything is undone or known not to be.</summary>
    public async Task<HaltStatus> HaltAsync(HaltRequest request)
    {
        var begun = time.GetTimestamp();
        var status = halt.Halt(request);
        var undone = 0;
        var problems = new List<string>();

        // Who called may go away; the halt goes on.
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await runner.LiftAllAsync(record =>
            {
                lock (problems)
                {
                    if (record.State is FaultState.Stuck or FaultState.Failed) problems.Add(record.Message ?? $"{record.Kind} on {record.Target} ({record.Id})");
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
