using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults;
using ChaosLab.Hosting.Faults.Targets;
using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Restoring;

/// <summary>Brings everything back from any state: undoes every fault, starts what should run, waits until all is well.</summary>
/// <remarks>
/// Nothing that fails keeps the rest from being tried: what is frozen is woken, all that acts is undone, what is down is started, and
/// what is not well after <see cref="RestoreTimes.Patience"/> is started anew, once. Who is not well then is named.
/// </remarks>
internal sealed class LabRestore(
    FaultBook book, FaultRunner runner, FaultRemoval removal, StrayFaults strays, FrozenParts frozen, ResourceMonitor monitor, ResourceControl control,
    WellnessCheck wellness, RestoreTimes times, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Restores, telling each step; the last one says how it ended.</summary>
    public async IAsyncEnumerable<RestoreProgress> RunAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var steps = Channel.CreateUnbounded<RestoreProgress>(new UnboundedChannelOptions { SingleReader = true });
        var work = Task.Run(() => WorkAsync(steps.Writer, ct), CancellationToken.None);
        await foreach (var step in steps.Reader.ReadAllAsync(CancellationToken.None)) yield return step;
        await work;
    }

    public void Dispose() => _turn.Dispose();

    private async Task WorkAsync(ChannelWriter<RestoreProgress> steps, CancellationToken ct)
    {
        var begun = time.GetTimestamp();
        var failures = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(times.Limit);
        try
        {
            await _turn.WaitAsync(limit.Token);
            try
            {
                await RestoreAsync(failures, Tell, limit.Token);
            }
            finally
            {
                _turn.Release();
            }

            // Healthy is not enough while it is not proven that a fault is gone.
            var stuck = Stuck();
            if (stuck.Length > 0) End(success: false, $"Everything is healthy, but the removal of a fault is not proven: {stuck}. If it stays, ./lab down and ./lab up.");
            else End(success: true, $"Everything is healthy again after {time.GetElapsedTime(begun).TotalSeconds:0.0} s.");
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            End(success: false, "The restore was interrupted.");
        }
        catch (OperationCanceledException)
        {
            End(success: false, await WhyNotAsync(failures, ct));
        }
#pragma warning disable CA1031 // Whatever went wrong is the answer to who asked for the restore.
        catch (Exception error)
#pragma warning restore CA1031
        {
            End(success: false, error.Message);
        }

        void Tell(string message) => steps.TryWrite(new RestoreProgress(time.GetUtcNow(), message));

        void End(bool success, string message)
        {
            steps.TryWrite(new RestoreProgress(time.GetUtcNow(), message, Done: true, success));
            steps.Complete();
        }
    }

    private IEnumerable<IResource> Expected
        => monitor.Resources.Where(resource => FaultTargets.IsTarget(resource) && monitor.Of(resource) is var view && (view.StartsByItself || !view.IsDown));

    private async Task RestoreAsync(ConcurrentDictionary<string, string> failures, Action<string> tell, CancellationToken ct)
    {
        // Who is frozen could neither be asked to end a fault nor become well.
        await frozen.WakeAsync(Expected, tell, ct);
        await Task.WhenAll(LiftAllAsync(tell, ct), RemoveStraysAsync(spareOwn: true, tell, ct));
        await StartAllAsync(failures, tell, ct);

        // What could not be undone on a resource that was down may be now; that must keep nothing else waiting.
        await Task.WhenAll(RetryStuckAsync(tell, ct), BecomeWellAsync(failures, tell, ct));
    }

    private async Task LiftAllAsync(Action<string> tell, CancellationToken ct)
        => await runner.LiftAllAsync(record => tell(record is { State: FaultState.Stuck } or { State: FaultState.Failed, ActedAt: not null }
            ? $"Fault {record.Id} ({record.Kind} on {record.Target}) could not be lifted: {record.Message}"
            : $"Lifted {record.Kind} on {record.Target} ({record.Id})."), ct);

    // Who does not answer now is waited for, or started anew; what it was told ends by itself meanwhile.
    private async Task RemoveStraysAsync(bool spareOwn, Action<string> tell, CancellationToken ct)
        => await strays.RemoveAsync(spareOwn, what => tell($"Removed {what}, which the lab had not injected."), ct);

    private async Task RetryStuckAsync(Action<string> tell, CancellationToken ct)
    {
        foreach (var stuck in book.All.Where(run => run.IsStuck).Reverse().ToArray())
        {
            var record = await removal.RetryAsync(stuck, ct);
            tell(record.State == FaultState.Stuck ? record.Message! : $"Removed {record.Kind} on {record.Target} ({record.Id}), which was stuck.");
        }
    }

    private Task StartAllAsync(ConcurrentDictionary<string, string> failures, Action<string> tell, CancellationToken ct)
        => Task.WhenAll(Expected.Where(resource => monitor.Of(resource).IsDown).ToArray().Select(resource =>
        {
            tell($"Starting {resource.Name} (it was {monitor.Of(resource).State ?? "not started"}).");
            return NoteAsync(resource, control.StartAsync(resource, ct), failures, tell);
        }));

    private async Task BecomeWellAsync(ConcurrentDictionary<string, string> failures, Action<string> tell, CancellationToken ct)
    {
        await RemoveStraysAsync(spareOwn: false, tell, ct);
        using (var patience = CancellationTokenSource.CreateLinkedTokenSource(ct))
        {
            patience.CancelAfter(times.Patience);
            try
            {
                await AllWellAsync(tell, patience.Token);
                return;
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                // Some have not become well by themselves.
            }
        }

        await StartAnewAsync(failures, tell, ct);
        await AllWellAsync(tell, ct);
    }

    // Who only calls itself unwell for want of another one needs no new start once that one is well.
    private async Task StartAnewAsync(ConcurrentDictionary<string, string> failures, Action<string> tell, CancellationToken ct)
    {
        var unwell = await wellness.UnwellAsync(Expected, ct);
        var silent = await wellness.SilentAsync(unwell, ct);
        await Task.WhenAll((silent.Count > 0 ? silent : unwell).Select(resource =>
        {
            tell($"Starting {resource.Name} anew: it is not well after {times.Patience.TotalSeconds:0} s.");
            return NoteAsync(resource, monitor.Of(resource).IsDown ? control.StartAsync(resource, ct) : control.RestartAsync(resource, ct), failures, tell);
        }));
    }

    private static async Task NoteAsync(IResource resource, Task<string?> starting, ConcurrentDictionary<string, string> failures, Action<string> tell)
    {
        string? failure;
        try
        {
            failure = await starting;
        }
#pragma warning disable CA1031 // One that cannot be started must not keep the others down.
        catch (Exception error) when (error is not OperationCanceledException)
#pragma warning restore CA1031
        {
            failure = error.Message;
        }

        if (failure is not null)
        {
            failures[resource.Name] = failure;
            tell($"{resource.Name} could not be started: {failure}");
        }
        else
        {
            failures.TryRemove(resource.Name, out _);
        }
    }

    private async Task AllWellAsync(Action<string> tell, CancellationToken ct)
    {
        // Who has just been started may have come up with a fault: payment has an outage by FAIL_MODE=1.
        await Task.WhenAll(Expected.ToArray().Select(resource => monitor.WaitAsync(resource, view => view.IsHealthy, ct)));
        await RemoveStraysAsync(spareOwn: false, tell, ct);
        await Task.WhenAll(Expected.ToArray().Select(async resource =>
        {
            var asked = time.GetTimestamp();
            await wellness.WaitAsync(resource, ct);
            if (time.GetElapsedTime(asked) > TimeSpan.FromSeconds(1)) tell($"{resource.Name} is well.");
        }));
    }

    private async Task<string> WhyNotAsync(ConcurrentDictionary<string, string> failures, CancellationToken ct)
    {
        var names = (await wellness.UnwellAsync(Expected, ct)).Select(resource => failures.TryGetValue(resource.Name, out var failure)
            ? $"{resource.Name} (it could not be started: {failure.TrimEnd('.')})"
            : $"{resource.Name} ({monitor.Of(resource).State ?? "not started"})").ToArray();
        var stuck = Stuck();
        return $"Not restored after {times.Limit.TotalSeconds:0} s. "
            + (names.Length > 0 ? $"Not healthy: {string.Join(", ", names)}." : "Everything is healthy now.")
            + (stuck.Length > 0 ? $" The removal of a fault is not proven: {stuck}." : "")
            + " Look: ./lab status, ./lab logs <name>; if it stays, ./lab down and ./lab up.";
    }

    private string Stuck() => string.Join(", ", book.All.Where(run => run.IsStuck).Select(run => $"{run.Record.Kind} on {run.Record.Target} ({run.Record.Id})"));
}
