using System.Runtime.CompilerServices;
using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Edges;
using ChaosLab.Hosting.Faults;
using ChaosLab.Hosting.Faults.Guard;
using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Bridge;

/// <summary>Tells who watches which parts of the lab changed, so that nobody needs to ask again and again.</summary>
internal sealed class LabChanges(TimeProvider time)
{
    /// <summary>What changes within this time after something was told is told together.</summary>
    public static readonly TimeSpan Together = TimeSpan.FromMilliseconds(50);

    /// <summary>A watcher hears something at least this often.</summary>
    public static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(2);

    private static readonly LabPart[] All = Enum.GetValues<LabPart>();

    private readonly Lock _gate = new();
    private readonly long[] _versions = new long[All.Length];
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Listens to everybody who knows of a change.</summary>
    public void Follow(ResourceMonitor monitor, FaultBook book, HaltSwitch halt)
    {
        monitor.Changed += (before, after) =>
        {
            if (IsNews(before, after)) Note(LabPart.Resources);
        };
        book.Changed += () => Note(LabPart.Faults);
        halt.Changed += () => Note(LabPart.Halt);
    }

    /// <summary>Says that a part has changed.</summary>
    public void Note(LabPart part)
    {
        TaskCompletionSource reached;
        lock (_gate)
        {
            _versions[(int)part]++;
            reached = _next;
            _next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        reached.SetResult();
    }

    /// <summary>Every part at first, then the parts that changed, until cancelled.</summary>
    public async IAsyncEnumerable<LabChange> WatchAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var told = new long[All.Length];
        Array.Fill(told, -1);
        while (true)
        {
            Task next;
            LabPart[] parts;
            lock (_gate)
            {
                next = _next.Task;
                parts = [.. All.Where(part => _versions[(int)part] != told[(int)part])];
                _versions.CopyTo(told, 0);
            }

            yield return new LabChange(time.GetUtcNow(), parts);
            if (parts.Length > 0) await Task.Delay(Together, time, ct);
            await next.WaitAsync(SignOfLife, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ct.ThrowIfCancellationRequested();
        }
    }

    // A host publishes a resource also when only a health report's time or a command's state is new.
    private static bool IsNews(ResourceView before, ResourceView after)
        => after.Resource is not EdgeResource
            && (before.State != after.State
                || before.Snapshot?.HealthStatus != after.Snapshot?.HealthStatus
                || before.Snapshot?.ExitCode != after.Snapshot?.ExitCode
                || before.StoppedOnPurpose != after.StoppedOnPurpose
                || before.Process != after.Process
                || before.ContainerId != after.ContainerId);
}
