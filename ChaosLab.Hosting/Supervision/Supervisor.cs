using System.Collections.Concurrent;
using ChaosLab.Hosting.Faults.Targets;
using ChaosLab.Hosting.Options;
using ChaosLab.Hosting.Resources;
using Microsoft.Extensions.Logging;

namespace ChaosLab.Hosting.Supervision;

/// <summary>Starts a resource again that died without being asked to.</summary>
/// <remarks>The host's word for a stop that was asked for is the state Stopping; who kills without it has crashed the resource.</remarks>
internal sealed class Supervisor(
    LabResource lab, ResourceMonitor monitor, ResourceControl control, ResourceLoggerService logs, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<string, Watched> _watched = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _ended = new();

    public void Start() => monitor.Changed += OnChanged;

    /// <summary>Restarts nothing any more; called before the host stops everything.</summary>
    public void End()
    {
        monitor.Changed -= OnChanged;
        _ended.Cancel();
    }

    /// <summary>How often a resource has been started again.</summary>
    public int RestartsOf(IResource resource) => _watched.TryGetValue(resource.Name, out var watched) ? watched.Restarts : 0;

    public void Dispose() => _ended.Dispose();

    private void OnChanged(ResourceView before, ResourceView now)
    {
        if (!FaultTargets.IsTarget(now.Resource)) return;
        var watched = _watched.GetOrAdd(now.Name, _ => new Watched(new RestartBackoff(time)));
        watched.Backoff.Observe(now.IsHealthy);
        if (before.IsTerminal || !now.IsTerminal || now.StoppedOnPurpose || lab.Options.Profile == LabProfile.Naive) return;
        if (Interlocked.Exchange(ref watched.Restarting, 1) == 0) _ = Task.Run(() => RestartAsync(now, watched));
    }

    private async Task RestartAsync(ResourceView died, Watched watched)
    {
        var log = logs.GetLogger(died.Resource);
        try
        {
            while (true)
            {
                var wait = watched.Backoff.Next();
                log.LogWarning("{Resource} died (exit code {ExitCode}); it is started again in {Seconds:0.0} s", died.Name, died.Snapshot?.ExitCode, wait.TotalSeconds);
                await Task.Delay(wait, time, _ended.Token);
                if (monitor.Of(died.Resource) is not { IsTerminal: true, StoppedOnPurpose: false }) return;

                Interlocked.Increment(ref watched.Restarts);
                var failure = await control.StartAsync(died.Resource, _ended.Token);
                if (failure is null && !monitor.Of(died.Resource).IsTerminal) return;
                if (failure is not null) log.LogWarning("{Resource} could not be started again: {Failure}", died.Name, failure);
            }
        }
        catch (OperationCanceledException)
        {
            // The lab stops.
        }
        finally
        {
            Volatile.Write(ref watched.Restarting, 0);

            // It may have died again between the last look and now, while this restart still seemed to be under way.
            if (!_ended.IsCancellationRequested && monitor.Of(died.Resource) is { IsTerminal: true, StoppedOnPurpose: false } again
                && Interlocked.Exchange(ref watched.Restarting, 1) == 0)
            {
                _ = Task.Run(() => RestartAsync(again, watched));
            }
        }
    }

    private sealed class Watched(RestartBackoff backoff)
    {
        public int Restarts;
        public int Restarting;

        public RestartBackoff Backoff => backoff;
    }
}
