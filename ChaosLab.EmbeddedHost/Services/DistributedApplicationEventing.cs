using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Eventing;

/// <summary>Publishes the events of the application and of its resources to whoever subscribed.</summary>
public class DistributedApplicationEventing : IDistributedApplicationEventing
{
    private readonly Lock _gate = new();
    private ImmutableArray<(Type Event, DistributedApplicationEventSubscription Subscription)> _subscriptions = [];

    /// <summary>Publishes to one subscriber after the other; the first exception ends it.</summary>
    public Task PublishAsync<T>(T @event, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent
        => PublishAsync(@event, EventDispatchBehavior.BlockingSequential, cancellationToken);

    /// <summary>Publishes in the way that is asked for.</summary>
    public async Task PublishAsync<T>(T @event, EventDispatchBehavior dispatchBehavior, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent
    {
        ArgumentNullException.ThrowIfNull(@event);
        Func<Task>[] calls = [.. Subscribers(@event).Select(s => (Func<Task>)(() => s.Callback(@event, cancellationToken)))];
        if (calls.Length == 0) return;

        switch (dispatchBehavior)
        {
            case EventDispatchBehavior.BlockingSequential:
                await OneByOneAsync(calls);
                break;
            case EventDispatchBehavior.BlockingConcurrent:
                await Task.WhenAll(calls.Select(call => call()));
                break;
            case EventDispatchBehavior.NonBlockingSequential:
                _ = Task.Run(() => OneByOneAsync(calls), CancellationToken.None);
                break;
            default:
                foreach (var call in calls) _ = Task.Run(call, CancellationToken.None);
                break;
        }
    }

    /// <summary>Subscribes to an event of the application, or of every resource.</summary>
    public DistributedApplicationEventSubscription Subscribe<T>(Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationEvent
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Add<T>(new DistributedApplicationEventSubscription((@event, token) => callback((T)@event, token)));
    }

    /// <summary>Subscribes to an event of one resource.</summary>
    public DistributedApplicationEventSubscription Subscribe<T>(IResource resource, Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationResourceEvent
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(callback);
        return Add<T>(new DistributedApplicationResourceEventSubscription(resource, (@event, token) => callback((T)@event, token)));
    }

    /// <summary>Ends a subscription.</summary>
    public void Unsubscribe(DistributedApplicationEventSubscription subscription)
    {
        lock (_gate) _subscriptions = _subscriptions.RemoveAll(s => s.Subscription == subscription);
    }

    private DistributedApplicationEventSubscription Add<T>(DistributedApplicationEventSubscription subscription)
    {
        lock (_gate) _subscriptions = _subscriptions.Add((typeof(T), subscription));
        return subscription;
    }

    private IEnumerable<DistributedApplicationEventSubscription> Subscribers<T>(T @event)
        where T : IDistributedApplicationEvent
        => _subscriptions.Where(s => s.Event == typeof(T)).Select(s => s.Subscription).Where(s =>
            s is not DistributedApplicationResourceEventSubscription ofResource
            || (@event is IDistributedApplicationResourceEvent about && ReferenceEquals(about.Resource, ofResource.Resource)));

    private static async Task OneByOneAsync(Func<Task>[] calls)
    {
        foreach (var call in calls) await call();
    }
}
