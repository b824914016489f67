using System.Collections.Concurrent;
using System.Diagnostics;
using ChaosLab.Hosting.Faults.Observers;
using ChaosLab.Hosting.Resources;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChaosLab.Hosting.Faults.Guard;

/// <summary>A dead-man's switch: when the controller falls silent, every fault is undone.</summary>
/// <remarks>
/// Its end is seen at once, however soon another one is started. One that hangs is noticed by its silence: it beats once a second,
/// and after 3 s without a beat it is asked itself, so that a slow machine is not taken for a dead controller.
/// </remarks>
internal sealed class ControllerWatch(
    FaultBook book, ResourceMonitor monitor, ObserverFactory observers, IHostApplicationLifetime lifetime, ILogger<ControllerWatch> logger)
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<FaultRun, byte> _undoing = new();
    private long _lastBeat;

    /// <summary>The controller lives.</summary>
    public void Beat() => Volatile.Write(ref _lastBeat, Stopwatch.GetTimestamp());

    /// <summary>Begins to listen; nothing happens before the first beat.</summary>
    public void Start(IResource controller)
    {
        monitor.Changed += (before, now) =>
        {
            if (now.Resource != controller || !before.IsRunning || now.IsRunning || lifetime.ApplicationStopping.IsCancellationRequested) return;
            _ = Task.Run(() => UndoAsync(controller, "ended"));
        };
        _ = Task.Run(() => WatchAsync(controller, lifetime.ApplicationStopping));
    }

    /// <summary>Undoes every fault that is not being undone already, on each target in reverse order.</summary>
    internal async Task UndoAsync(IResource controller, string what)
    {
        // What was done to the controller itself is held by the AppHost alone, and wanted.
        var acting = book.Active
            .Where(run => (run.Fault.Course == FaultCourse.Lasting || run.IsOnItsWay) && !run.LiftRequested.IsCancellationRequested && !run.Fault.Affected.Contains(controller))
            .Where(run => _undoing.TryAdd(run, 0))
            .ToArray();
        if (acting.Length == 0) return;
        logger.LogWarning("The controller has {What}; {Count} faults are undone", what, acting.Length);
        try
        {
            await FaultRunner.LiftAsync(acting, _ => { }, lifetime.ApplicationStopping);
        }
        catch (OperationCanceledException)
        {
            // The lab stops.
        }
        finally
        {
            foreach (var run in acting) _undoing.TryRemove(run, out _);
        }
    }

    private async Task WatchAsync(IResource controller, CancellationToken ct)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Interval, ct);
                var last = Volatile.Read(ref _lastBeat);
                if (last == 0 || Stopwatch.GetElapsedTime(last) < Silence) continue;
                if (monitor.Of(controller).IsRunning && await AnswersAsync(controller, ct)) continue;
                _ = UndoAsync(controller, $"been silent for {Stopwatch.GetElapsedTime(last).TotalSeconds:0.0} s");
            }
        }
        catch (OperationCanceledException)
        {
            // The lab stops.
        }
    }

    private async Task<bool> AnswersAsync(IResource controller, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            return await observers.Of(controller).IsWellAsync(patience.Token);
        }
#pragma warning disable CA1031 // Whatever keeps it from answering, it does not answer.
        catch (Exception) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return false;
        }
    }
}
