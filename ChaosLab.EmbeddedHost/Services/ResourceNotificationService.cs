using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ChaosLab.EmbeddedHost.Services;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The state of every resource: publishes changes, and lets others wait for them.</summary>
public class ResourceNotificationService : IDisposable
{
    private readonly ConcurrentDictionary<string, ResourceState> _states = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Channel<ResourceEvent>> _watchers = [];
    private readonly Lock _watchersGate = new();
    private readonly CancellationTokenSource _disposing = new();
    private readonly CancellationTokenSource _ending;
    private readonly ILogger _logger;
    private readonly IServiceProvider _services;

    /// <summary>Made by the host of the application.</summary>
    public ResourceNotificationService(
        ILogger<ResourceNotificationService> logger,
        IHostApplicationLifetime hostApplicationLifetime,
        IServiceProvider serviceProvider,
        ResourceLoggerService resourceLoggerService)
    {
        ArgumentNullException.ThrowIfNull(hostApplicationLifetime);
        ArgumentNullException.ThrowIfNull(resourceLoggerService);
        _services = serviceProvider;
        // The console shows the category, and people read it.
        _logger = serviceProvider.GetService<ILoggerFactory>()?.CreateLogger("lab") ?? logger;
        _ending = CancellationTokenSource.CreateLinkedTokenSource(_disposing.Token, hostApplicationLifetime.ApplicationStopping);
    }

    /// <summary>Publishes a new state of the resource, made from the last one.</summary>
    public Task PublishUpdateAsync(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return PublishUpdateAsync(resource, ResourceIds.Of(resource), stateFactory);
    }

    /// <summary>Publishes a new state of the instance with this id, made from the last one.</summary>
    public Task PublishUpdateAsync(IResource resource, string resourceId, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(resourceId);
        ArgumentNullException.ThrowIfNull(stateFactory);

        var state = _states.GetOrAdd(resourceId, id => new ResourceState(resource, id));
        lock (state.Gate)
        {
            var before = state.Snapshot ?? InitialSnapshot.Of(resource);
            var after = stateFactory(before);
            if (IsRunning(before) != IsRunning(after))
            {
                // What was known of an earlier run's health says nothing of this one.
                state.Ready = null;
                if (IsRunning(after)) after = after with { HealthReports = InitialSnapshot.Of(resource).HealthReports };
            }

            after = after with { Commands = CommandSnapshots.Of(resource, after, _services, _logger) };
            state.Snapshot = after;
            if (after.State?.Text is { } text && text != before.State?.Text) LogChange(resource, text);
            Announce(new ResourceEvent(resource, state.Id, after));
        }

        return Task.CompletedTask;
    }

    /// <summary>Every resource as it is now, then each change.</summary>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var channel = Channel.CreateUnbounded<ResourceEvent>(new UnboundedChannelOptions { SingleReader = true });
        lock (_watchersGate) _watchers.Add(channel);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposing.Token);
        try
        {
            foreach (var state in _states.Values)
            {
                CustomResourceSnapshot? snapshot;
                lock (state.Gate) snapshot = state.Snapshot;
                if (snapshot is not null) yield return new ResourceEvent(state.Resource, state.Id, snapshot);
            }

            await foreach (var change in channel.Reader.ReadAllAsync(either.Token)) yield return change;
        }
        finally
        {
            lock (_watchersGate) _watchers.Remove(channel);
        }
    }

    /// <summary>Waits until the resource is in the state (<c>Running</c> when none is given).</summary>
    public async Task WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default)
        => await WaitForResourceAsync(resourceName, [targetState ?? KnownResourceStates.Running], cancellationToken);

    /// <summary>Waits until the resource is in one of the states, and says in which.</summary>
    public async Task<string> WaitForResourceAsync(string resourceName, IEnumerable<string> targetStates, CancellationToken cancellationToken = default)
    {
        string[] wanted = [.. targetStates];
        var found = await WaitForResourceAsync(resourceName, change => IsIn(change.Snapshot, wanted), cancellationToken);
        return found.Snapshot.State!.Text;
    }

    /// <summary>Waits until the condition holds for the resource.</summary>
    public async Task<ResourceEvent> WaitForResourceAsync(string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(resourceName);
        ArgumentNullException.ThrowIfNull(predicate);

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _ending.Token);
        await foreach (var change in WatchAsync(either.Token))
        {
            if (IsNamed(change, resourceName) && predicate(change)) return change;
        }

        throw new OperationCanceledException($"The application ended before resource '{resourceName}' came into the state waited for.");
    }

    /// <summary>Waits until the resource runs, is healthy and its ready handlers are done.</summary>
    public Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default)
        => WaitForResourceHealthyAsync(resourceName, DefaultBehavior, cancellationToken);

    /// <summary>
    /// Waits until the resource runs, is healthy and its ready handlers are done; with
    /// <see cref="WaitBehavior.StopOnResourceUnavailable"/> a resource that has ended or failed throws.
    /// </summary>
    public async Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, WaitBehavior waitBehavior, CancellationToken cancellationToken = default)
    {
        var found = await WaitForResourceAsync(resourceName, change => IsReady(change) || IsHopeless(change, waitBehavior), cancellationToken);
        if (!IsReady(found))
        {
            throw new DistributedApplicationException(
                $"Stopped waiting for resource '{resourceName}' to become healthy because it failed to start. {FailureText.Of(found.Snapshot)}".TrimEnd());
        }

        if (ReadyOf(found) is { } ready) await ready.WaitAsync(cancellationToken);
        return found;
    }

    /// <summary>Publishes <c>Waiting</c> and waits for everything the resource was told to wait for.</summary>
    public async Task WaitForDependenciesAsync(IResource resource, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(resource);
        WaitAnnotation[] waits = [.. resource.Annotations.OfType<WaitAnnotation>()];
        if (waits.Length == 0) return;

        await PublishUpdateAsync(resource, s => s with { State = KnownResourceStates.Waiting });
        await Task.WhenAll(waits.Select(wait => WaitForAsync(wait, cancellationToken)));
    }

    /// <summary>The last state of the instance with this id (or of the resource with this name).</summary>
    public bool TryGetCurrentState(string resourceId, [NotNullWhen(true)] out ResourceEvent? resourceEvent)
    {
        resourceEvent = null;
        var state = _states.GetValueOrDefault(resourceId)
            ?? _states.Values.FirstOrDefault(s => string.Equals(s.Resource.Name, resourceId, StringComparison.OrdinalIgnoreCase));
        if (state is null) return false;

        lock (state.Gate)
        {
            if (state.Snapshot is { } snapshot) resourceEvent = new ResourceEvent(state.Resource, state.Id, snapshot);
        }

        return resourceEvent is not null;
    }

    /// <summary>Ends all waiting and watching.</summary>
    public void Dispose()
    {
        _disposing.Cancel();
        _ending.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The last snapshot of the resource.</summary>
    internal CustomResourceSnapshot Current(IResource resource)
        => TryGetCurrentState(ResourceIds.Of(resource), out var change) ? change.Snapshot : InitialSnapshot.Of(resource);

    /// <summary>Says that the run of the resource that the event tells of is ready once the handlers are done.</summary>
    internal void SetReady(ResourceEvent change, Task handlers)
    {
        if (!_states.TryGetValue(change.ResourceId, out var state)) return;
        lock (state.Gate)
        {
            if (state.Snapshot is not { } now || !IsRunning(now) || now.StartTimeStamp != change.Snapshot.StartTimeStamp) return;
            state.Ready = handlers;
            Announce(new ResourceEvent(state.Resource, state.Id, now));
        }
    }

    private WaitBehavior DefaultBehavior
        => _services.GetService<IOptions<ResourceNotificationServiceOptions>>()?.Value.DefaultWaitBehavior ?? WaitBehavior.StopOnResourceUnavailable;

    private async Task WaitForAsync(WaitAnnotation wait, CancellationToken cancellationToken)
    {
        var name = wait.Resource.Name;
        var behavior = wait.WaitBehavior ?? DefaultBehavior;
        var found = await WaitForResourceAsync(name, change => wait.WaitType switch
        {
            WaitType.WaitForCompletion => IsTerminal(change.Snapshot),
            WaitType.WaitUntilStarted => IsRunning(change.Snapshot) || IsHopeless(change, behavior),
            _ => IsReady(change) || IsHopeless(change, behavior),
        }, cancellationToken);

        if (wait.WaitType == WaitType.WaitForCompletion)
        {
            if (IsIn(found.Snapshot, [KnownResourceStates.FailedToStart]) || (found.Snapshot.ExitCode is { } code && code != wait.ExitCode))
                throw new DistributedApplicationException($"Dependency resource '{name}' did not complete: {FailureText.Of(found.Snapshot)}");
            return;
        }

        if (!IsRunning(found.Snapshot))
            throw new DistributedApplicationException($"Dependency resource '{name}' failed to start. {FailureText.Of(found.Snapshot)}".TrimEnd());
        if (wait.WaitType == WaitType.WaitUntilHealthy && ReadyOf(found) is { } ready) await ready.WaitAsync(cancellationToken);
    }

    private Task? ReadyOf(ResourceEvent change) => _states.TryGetValue(change.ResourceId, out var state) ? state.Ready : null;

    private bool IsReady(ResourceEvent change)
        => IsRunning(change.Snapshot) && change.Snapshot.HealthStatus == HealthStatus.Healthy && ReadyOf(change) is not null;

    private static bool IsHopeless(ResourceEvent change, WaitBehavior behavior)
        => behavior == WaitBehavior.StopOnResourceUnavailable
            && (IsTerminal(change.Snapshot) || IsIn(change.Snapshot, [KnownResourceStates.RuntimeUnhealthy]));

    private static bool IsTerminal(CustomResourceSnapshot snapshot) => IsIn(snapshot, KnownResourceStates.TerminalStates) || snapshot.ExitCode is not null;

    private static bool IsIn(CustomResourceSnapshot snapshot, IEnumerable<string> states)
        => snapshot.State?.Text is { } text && states.Contains(text, StringComparer.OrdinalIgnoreCase);

    private static bool IsRunning(CustomResourceSnapshot snapshot) => IsIn(snapshot, [KnownResourceStates.Running]);

    private static bool IsNamed(ResourceEvent change, string name)
        => string.Equals(change.Resource.Name, name, StringComparison.OrdinalIgnoreCase) || string.Equals(change.ResourceId, name, StringComparison.OrdinalIgnoreCase);

    private void Announce(ResourceEvent change)
    {
        lock (_watchersGate)
        {
            foreach (var watcher in _watchers) watcher.Writer.TryWrite(change);
        }
    }

    private static bool IsPassing(string state)
        => state == KnownResourceStates.Starting || state == KnownResourceStates.Stopping || state == KnownResourceStates.Waiting;

    private void LogChange(IResource resource, string state)
    {
        if (state == KnownResourceStates.FailedToStart) _logger.LogWarning("{Resource}: {State}", resource.Name, state);
        else _logger.Log(IsPassing(state) ? LogLevel.Debug : LogLevel.Information, "{Resource}: {State}", resource.Name, state);
    }
}
