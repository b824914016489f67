using System.Collections.Concurrent;
using ChaosLab.Hosting.Faults.Targets;
using Microsoft.Extensions.Logging;

namespace ChaosLab.Hosting.Resources;

/// <summary>Follows what the host publishes, so that everybody else can ask for the state of a resource.</summary>
internal sealed class ResourceMonitor(
    DistributedApplicationModel model, ResourceNotificationService notifications, ILogger<ResourceMonitor> logger) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ResourceView> _views = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _ended = new();
    private readonly Lock _gate = new();
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _following = Task.CompletedTask;

    /// <summary>Raised in the order of events with the view before and after; handlers must return at once.</summary>
    public event Action<ResourceView, ResourceView>? Changed;

    /// <summary>The resources of the model that are anybody's business, in its order.</summary>
    public IReadOnlyList<IResource> Resources => field ??= [.. model.Resources.Where(IsShown)];

    public void Start() => _following = Task.Run(FollowAsync);

    public ResourceView Of(IResource resource)
        => _views.GetValueOrDefault(resource.Name) ?? new ResourceView(resource, null, null, StoppedOnPurpose: false);

    public IResource? Find(string name) => Resources.FirstOrDefault(resource => resource.Name == name);

    /// <summary>Says that the next stop of a resource is asked for.</summary>
    public void ExpectStop(IResource resource) => Update(resource, view => view with { StoppedOnPurpose = true });

    /// <summary>Waits until a resource is as wanted.</summary>
    public async Task<ResourceView> WaitAsync(IResource resource, Func<ResourceView, bool> wanted, CancellationToken ct)
    {
        while (true)
        {
            Task next;
            lock (_gate) next = _next.Task;
            var view = Of(resource);
            if (wanted(view)) return view;
            await next.WaitAsync(ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _following;
        _ended.Dispose();
    }

    private static bool IsShown(IResource resource)
        => resource is not ParameterResource
            // Aspire adds one of these, hidden, to every project.
            && !(resource is ExecutableResource && resource.Name.EndsWith("-rebuilder", StringComparison.Ordinal))
            && !(resource.TryGetLastAnnotation<ResourceSnapshotAnnotation>(out var initial) && initial.InitialSnapshot.IsHidden);

    private async Task FollowAsync()
    {
        try
        {
            await foreach (var published in notifications.WatchAsync(_ended.Token))
            {
                Update(published.Resource, view => Next(view, published.Snapshot));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
        {
            // The application ends.
        }
    }

    private static ResourceView Next(ResourceView view, CustomResourceSnapshot snapshot)
    {
        var next = view with { Snapshot = snapshot };
        if (next.State == KnownResourceStates.Stopping) next = next with { StoppedOnPurpose = true };
        else if (view.IsDown && !next.IsDown) next = next with { StoppedOnPurpose = false };

        // The identity is taken once, when the process is first seen running: later the same number may be another one.
        if (next.IsDown || next.State == KnownResourceStates.Starting || next.State == KnownResourceStates.Waiting) return next with { Process = null };
        if (!next.IsRunning || next.Pid is not { } pid || (view.IsRunning && view.Process?.Pid == pid)) return next;
        return next with { Process = ProcessIdentity.Of(pid) };
    }

    private void Update(IResource resource, Func<ResourceView, ResourceView> change)
    {
        ResourceView before, after;
        TaskCompletionSource reached;
        lock (_gate)
        {
            before = Of(resource);
            after = change(before);
            _views[resource.Name] = after;
            reached = _next;
            _next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        reached.SetResult();
        foreach (var handler in Changed?.GetInvocationList() ?? [])
        {
            try
            {
                ((Action<ResourceView, ResourceView>)handler)(before, after);
            }
#pragma warning disable CA1031 // One listener's failure must not stop the others from hearing.
            catch (Exception error)
#pragma warning restore CA1031
            {
                logger.LogError(error, "A listener failed on {Resource} becoming {State}", resource.Name, after.State);
            }
        }
    }
}
