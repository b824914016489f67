using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using ChaosLab.EmbeddedHost.Guard;
using ChaosLab.EmbeddedHost.Services;
using Microsoft.Extensions.Hosting;

namespace ChaosLab.EmbeddedHost.Orchestration;

/// <summary>Starts the resources of the application as their dependencies allow, and ends them in the reverse order.</summary>
internal sealed class Orchestrator(
    RunInfo run,
    DistributedApplicationModel model,
    EndpointAllocator endpoints,
    IEnumerable<ILauncher> launchers,
    ResourceNotificationService notifications,
    ResourceLoggerService logs,
    IDistributedApplicationEventing eventing,
    HealthMonitor health,
    ChildStates children,
    ResourceUrls urls,
    IServiceProvider services) : IHostedService, IDisposable
{
    /// <summary>How long everything together may take to end, so that Ctrl+C is over within 10 s.</summary>
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(7);

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private readonly CancellationTokenSource _ending = new();
    private readonly TaskCompletionSource<StartFailure> _failure = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<IResource, ResourceRunner> _runners = [];
    private Task _watching = Task.CompletedTask;

    /// <summary>Completes when a resource that starts by itself failed to start, or ended before it was ready for the first time.</summary>
    public Task<StartFailure> Failed => _failure.Task;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await Leftovers.SweepAsync();
        GuardLink.Shared.RunStarted(run.Id);
        _watching = Task.WhenAll(health.RunAsync(_ending.Token), children.RunAsync(_ending.Token));

        IResource[] resources = [.. model.Resources];
        foreach (var resource in resources.Where(ModelTree.HasOwnLife)) _runners[resource] = RunnerOf(resource);
        foreach (var runner in _runners.Values) LifecycleCommands.AddTo(runner, Grace, _ending.Token);
        await AllocateAsync(resources, cancellationToken);
        await IntroduceAsync(resources, cancellationToken);

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _ending.Token);
        ResourceRunner[] first = [.. _runners.Values.Where(runner => !IsExplicit(runner.Resource))];
        foreach (var runner in first) _ = WatchFirstRunAsync(runner.Resource, _ending.Token);
        var starting = Task.WhenAll(first.Select(runner => StartAsync(runner, either.Token)));
        if (!run.IsUnderTest && await Task.WhenAny(starting, _failure.Task) == _failure.Task)
        {
            await either.CancelAsync();
            throw new DistributedApplicationException((await _failure.Task).Message);
        }

        await starting;
        await eventing.PublishAsync(new AfterResourcesCreatedEvent(services, model), cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _ending.CancelAsync();
        var since = TimeProvider.System.GetTimestamp();
        await StopOrder.StopAllAsync(_runners.Keys, resource => _runners[resource].CloseAsync(Left(since)));
        foreach (var launcher in launchers.OfType<IAsyncDisposable>()) await launcher.DisposeAsync();
        await _watching;
    }

    public void Dispose()
    {
        _ending.Dispose();
        foreach (var runner in _runners.Values) runner.Dispose();
    }

    private static TimeSpan Left(long since)
    {
        var left = StopLimit - TimeProvider.System.GetElapsedTime(since);
        return left < TimeSpan.Zero ? TimeSpan.Zero : left < Grace ? left : Grace;
    }

    private ResourceRunner RunnerOf(IResource resource)
    {
        var launcher = launchers.FirstOrDefault(candidate => candidate.CanLaunch(resource))
            ?? throw new DistributedApplicationException($"'{resource.Name}' ({resource.GetType().Name}) cannot be started by this host.");
        return new ResourceRunner(resource, launcher, notifications, logs, eventing, urls, services);
    }

    private async Task AllocateAsync(IResource[] resources, CancellationToken cancellationToken)
    {
        foreach (var resource in resources)
        {
            try
            {
                endpoints.Allocate(resource);
            }
            catch (StartFailedException error)
            {
                throw new DistributedApplicationException(error.Message, error);
            }
        }

        foreach (var resource in resources.Where(r => r is IResourceWithEndpoints && r.Annotations.OfType<EndpointAnnotation>().Any()))
            await eventing.PublishAsync(new ResourceEndpointsAllocatedEvent(resource, services), cancellationToken);
    }

    private async Task IntroduceAsync(IResource[] resources, CancellationToken cancellationToken)
    {
        foreach (var resource in resources)
        {
            var addresses = ModelTree.HasOwnLife(resource) ? await urls.OfAsync(resource) : [];
            await notifications.PublishUpdateAsync(resource, s => s with
            {
                State = IsExplicit(resource) && ModelTree.HasOwnLife(resource) ? KnownResourceStates.NotStarted : s.State,
                Urls = addresses.Length > 0 ? addresses : s.Urls,
            });
        }

        foreach (var resource in resources)
        {
            await eventing.PublishAsync(
                new InitializeResourceEvent(resource, eventing, logs, notifications, services), EventDispatchBehavior.NonBlockingSequential, cancellationToken);
            if (!ModelTree.HasOwnLife(resource) && resource is IResourceWithConnectionString and not IResourceWithParent)
                await ConnectionStrings.AnnounceAsync(resource, eventing, services, cancellationToken);
        }
    }

    private static bool IsExplicit(IResource resource) => resource.Annotations.OfType<ExplicitStartupAnnotation>().Any();

    private async Task StartAsync(ResourceRunner runner, CancellationToken cancellationToken)
    {
        if (await runner.StartWhenReadyAsync(cancellationToken) is not null)
            _failure.TrySetResult(new StartFailure(runner.Resource.Name, FailureText.Of(notifications.Current(runner.Resource))));
    }

    // Once a resource has been ready, its end is an event of its life, and somebody else's matter.
    private async Task WatchFirstRunAsync(IResource resource, CancellationToken cancellationToken)
    {
        try
        {
            var ready = notifications.WaitForResourceHealthyAsync(resource.Name, WaitBehavior.WaitOnResourceUnavailable, cancellationToken);
            var ended = notifications.WaitForResourceAsync(resource.Name, change => change.Snapshot.ExitCode is not null, cancellationToken);
            if (await Task.WhenAny(ready, ended) != ended) return;

            var last = await ended;
            if (last.Snapshot.State?.Style == KnownResourceStateStyles.Error) _failure.TrySetResult(new StartFailure(resource.Name, FailureText.Of(last.Snapshot)));
        }
        catch (Exception error) when (error is OperationCanceledException or DistributedApplicationException)
        {
        }
    }
}
