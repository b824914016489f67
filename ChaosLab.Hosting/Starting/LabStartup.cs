using ChaosLab.Hosting.Bridge;
using ChaosLab.Hosting.Faults.Targets;
using ChaosLab.Hosting.Options;
using ChaosLab.Hosting.Resources;
using ChaosLab.Hosting.Restoring;
using Microsoft.Extensions.Hosting;

namespace ChaosLab.Hosting.Starting;

/// <summary>Follows the lab's start: says when all is healthy, or ends the run with the reason when something cannot start.</summary>
internal sealed class LabStartup(
    LabResource lab, ResourceMonitor monitor, WellnessCheck wellness, ResourceLogs logs, IHostApplicationLifetime lifetime, TimeProvider time) : IDisposable
{
    // Supervision tries again what dies while it starts, but not for ever.
    private const int DeathsAllowed = 3;
    private static readonly TimeSpan HostsOwnWord = TimeSpan.FromSeconds(1);
    private const int LinesOfFailure = 10;
    private static readonly TimeSpan EntirelyWellLimit = TimeSpan.FromSeconds(15);

    private readonly Dictionary<string, int> _deaths = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _over = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _started;

    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>Completes once everything that starts by itself has been healthy; never when the start fails.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Why the lab could not start, or null.</summary>
    public string? Failure { get; private set; }

    /// <summary>Whether the start is over, and all that starts by itself is healthy now.</summary>
    public bool IsReady => _started && Expected.All(resource => monitor.Of(resource).IsHealthy);

    private IEnumerable<IResource> Expected
        => monitor.Resources.Where(resource => FaultTargets.IsTarget(resource) && monitor.Of(resource).StartsByItself);

    public void Dispose() => _over.Dispose();

    public void Start()
    {
        StartedAt = time.GetUtcNow();
        monitor.Changed += OnChanged;
        lifetime.ApplicationStopping.Register(_over.Cancel);
        _ = Task.Run(FollowAsync);
    }

    private async Task FollowAsync()
    {
        try
        {
            var expected = Expected.ToArray();
            await Task.WhenAll(expected.Select(resource => monitor.WaitAsync(resource, view => view.IsHealthy, _over.Token)));
            await EntirelyWellAsync(expected);
            monitor.Changed -= OnChanged;
            _started = true;
            _ready.SetResult();
            if (lab.Options.UnderTest) return;
            Console.WriteLine($"Ready after {(time.GetUtcNow() - StartedAt).TotalSeconds:0.0} s. Shop: {lab.GatewayUrl}  Console: {lab.ConsoleUrl}");
        }
        catch (OperationCanceledException)
        {
            // The start has failed, or the lab stops.
        }
    }

    // Healthy to the host may still be degraded for a moment: a circuit that opened while its dependency was starting.
    private async Task EntirelyWellAsync(IResource[] expected)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_over.Token);
        limit.CancelAfter(EntirelyWellLimit);
        try
        {
            await Task.WhenAll(expected.Select(resource => wellness.WaitAsync(resource, limit.Token)));
        }
        catch (OperationCanceledException) when (!_over.IsCancellationRequested)
        {
            // Degraded is a state the shop works in; it does not keep the lab from being ready.
        }
    }

    private void OnChanged(ResourceView before, ResourceView now)
    {
        if (!FaultTargets.IsTarget(now.Resource) || !now.StartsByItself || before.IsTerminal || !now.IsTerminal || now.StoppedOnPurpose) return;
        var deaths = _deaths[now.Name] = _deaths.GetValueOrDefault(now.Name) + 1;
        var allowed = lab.Options.Profile == LabProfile.Naive ? 1 : DeathsAllowed;
        if (now.State != KnownResourceStates.FailedToStart && deaths < allowed) return;
        monitor.Changed -= OnChanged;
        _ = Task.Run(() => FailAsync(now));
    }

    private async Task FailAsync(ResourceView failed)
    {
        var lines = await logs.LastAsync(failed.Resource, LinesOfFailure, CancellationToken.None);
        var reason = failed.State == KnownResourceStates.FailedToStart ? "could not be started"
            : failed.Snapshot?.ExitCode is { } code ? $"ended with exit code {code} while it started"
            : "ended while it started";
        Failure = $"The lab cannot start: '{failed.Name}' {reason}."
            + (lines.Count == 0 ? "" : " Its last lines:" + string.Concat(lines.Select(line => $"{Environment.NewLine}  {line}")));
        if (lab.Options.UnderTest) return;

        // A host that ends the run itself, and says why, has the word.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(_over.Token);
        await Task.Delay(HostsOwnWord, time, ending.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        if (_over.IsCancellationRequested) return;
        await Console.Error.WriteLineAsync(Failure);
        Environment.ExitCode = 1;
        lifetime.StopApplication();
    }
}
