using System.Collections.Immutable;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using ChaosLab.EmbeddedHost.Services;

namespace ChaosLab.EmbeddedHost.Orchestration;

/// <summary>Starts, stops and restarts one resource, one at a time, and publishes what becomes of it.</summary>
internal sealed class ResourceRunner(
    IResource resource,
    ILauncher launcher,
    ResourceNotificationService notifications,
    ResourceLoggerService logs,
    IDistributedApplicationEventing eventing,
    ResourceUrls urls,
    IServiceProvider services) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly string _id = ResourceIds.Of(resource);
    private CancellationTokenSource? _waiting;
    private Run? _run;
    private volatile bool _closed;

    public IResource Resource => resource;

    private bool IsContainer => resource is ContainerResource;

    /// <summary>The first start: waits for the dependencies. Gives the reason when the resource failed to start, null when it runs.</summary>
    public async Task<string?> StartWhenReadyAsync(CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _waiting = waiting;
        try
        {
            await notifications.WaitForDependenciesAsync(resource, waiting.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && waiting.IsCancellationRequested)
        {
            // The start command does not wait.
        }
        catch (DistributedApplicationException error)
        {
            return await FailAsync(error.Message, []);
        }
        finally
        {
            _waiting = null;
        }

        return await StartAsync(cancellationToken);
    }

    /// <summary>Starts now. Gives the reason when that failed, null when the resource runs.</summary>
    public async Task<string?> StartAsync(CancellationToken cancellationToken)
    {
        if (_waiting is { } waiting) await CancelAsync(waiting);
        await _gate.WaitAsync(cancellationToken);
        try
        {
            return _run is { IsOver: false } ? null : await LaunchAsync(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Ends the present run, if there is one.</summary>
    public async Task StopAsync(TimeSpan grace, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await EndAsync(grace);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Ends the present run and starts another. Gives the reason when that failed.</summary>
    public async Task<string?> RestartAsync(TimeSpan grace, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await EndAsync(grace);
            return await LaunchAsync(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Ends the present run for good: nothing starts after it.</summary>
    public async Task CloseAsync(TimeSpan grace)
    {
        _closed = true;
        if (_waiting is { } waiting) await CancelAsync(waiting);
        await StopAsync(grace, CancellationToken.None);
    }

    public void Dispose() => _gate.Dispose();

    private static async Task CancelAsync(CancellationTokenSource waiting)
    {
        try
        {
            await waiting.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
        }
    }

    private async Task EndAsync(TimeSpan grace)
    {
        if (_run is not { IsOver: false } run) return;

        run.StopWanted = true;
        await notifications.PublishUpdateAsync(resource, s => s with { State = KnownResourceStates.Stopping });
        await run.Workload.StopAsync(grace);
        await run.Over;
    }

    private async Task<string?> LaunchAsync(CancellationToken cancellationToken)
    {
        if (_closed) return "The application is shutting down.";

        var tail = new TailBuffer();
        await notifications.PublishUpdateAsync(resource, s => s with
        {
            State = KnownResourceStates.Starting,
            StartTimeStamp = null,
            StopTimeStamp = null,
            ExitCode = null,
            Properties = SnapshotProperties.Without(s.Properties, FailureText.Reason, FailureText.LastLogLines),
        });
        try
        {
            await ConnectionStrings.AnnounceAsync(resource, eventing, services, cancellationToken);
            await eventing.PublishAsync(new BeforeResourceStartedEvent(resource, services), cancellationToken);
            var workload = await launcher.LaunchAsync(new LaunchRequest(resource, (line, isError) =>
            {
                tail.Add(line);
                logs.Write(_id, line, isError);
            }), cancellationToken);
            await BeginAsync(workload, tail);
            return null;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await notifications.PublishUpdateAsync(resource, s => s with { State = KnownResourceStates.NotStarted });
            throw;
        }
#pragma warning disable CA1031 // Whatever a callback or the launch throws is the reason why the resource did not start.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return await FailAsync(error.Message, tail.Lines);
        }
    }

    private async Task BeginAsync(IWorkload workload, TailBuffer tail)
    {
        var run = new Run(workload, tail);
        _run = run;
        var addresses = await urls.OfAsync(resource);
        await notifications.PublishUpdateAsync(resource, s => s with
        {
            State = KnownResourceStates.Running,
            StartTimeStamp = workload.StartedAt,
            Properties = SnapshotProperties.With(s.Properties, workload.Properties),
            Urls = addresses,
            EnvironmentVariables = workload.Environment,
        });
        run.Over = FollowAsync(run);
    }

    private async Task FollowAsync(Run run)
    {
        var exitCode = await run.Workload.Ended;
        run.IsOver = true;
        var failed = exitCode != 0 && !run.StopWanted;
        await notifications.PublishUpdateAsync(resource, s => s with
        {
            State = new ResourceStateSnapshot(IsContainer ? KnownResourceStates.Exited : KnownResourceStates.Finished, failed ? KnownResourceStateStyles.Error : null),
            ExitCode = exitCode,
            StopTimeStamp = DateTime.UtcNow,
            Properties = failed ? SnapshotProperties.With(s.Properties, [new(FailureText.LastLogLines, run.Tail.Lines)]) : s.Properties,
        });
        await AnnounceStoppedAsync();
    }

    private async Task AnnounceStoppedAsync()
    {
        if (!notifications.TryGetCurrentState(_id, out var last)) return;
        try
        {
            await eventing.PublishAsync(new ResourceStoppedEvent(resource, services, last), EventDispatchBehavior.NonBlockingSequential, CancellationToken.None);
        }
        catch (ObjectDisposedException)
        {
            // The application ended meanwhile.
        }
    }

    private async Task<string> FailAsync(string reason, string[] lastLines)
    {
        logs.Write(_id, reason, true);
        ImmutableArray<ResourcePropertySnapshot> why = lastLines.Length == 0
            ? [new(FailureText.Reason, reason)]
            : [new(FailureText.Reason, reason), new(FailureText.LastLogLines, lastLines)];
        await notifications.PublishUpdateAsync(resource, s => s with
        {
            State = new ResourceStateSnapshot(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error),
            StopTimeStamp = DateTime.UtcNow,
            Properties = SnapshotProperties.With(s.Properties, why),
        });
        return reason;
    }

    /// <summary>What belongs to one run.</summary>
    private sealed class Run(IWorkload workload, TailBuffer tail)
    {
        private volatile bool _isOver;

        public IWorkload Workload => workload;

        public TailBuffer Tail => tail;

        public bool StopWanted { get; set; }

        public bool IsOver
        {
            get => _isOver;
            set => _isOver = value;
        }

        /// <summary>Completes when the end has been published.</summary>
        public Task Over { get; set; } = Task.CompletedTask;
    }
}
