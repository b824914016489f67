using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Asks for events where the resource is declared.</summary>
public static class DistributedApplicationEventingExtensions
{
    /// <summary>Before each start; the start waits.</summary>
    public static IResourceBuilder<T> OnBeforeResourceStarted<T>(
        this IResourceBuilder<T> builder, Func<T, BeforeResourceStartedEvent, CancellationToken, Task> callback)
        where T : IResource
    {
        builder.ApplicationBuilder.Eventing.Subscribe<BeforeResourceStartedEvent>(
            builder.Resource, (@event, ct) => callback(builder.Resource, @event, ct));
        return builder;
    }

    /// <summary>When it has ended.</summary>
    public static IResourceBuilder<T> OnResourceStopped<T>(
        this IResourceBuilder<T> builder, Func<T, ResourceStoppedEvent, CancellationToken, Task> callback)
        where T : IResource
    {
        builder.ApplicationBuilder.Eventing.Subscribe<ResourceStoppedEvent>(
            builder.Resource, (@event, ct) => callback(builder.Resource, @event, ct));
        return builder;
    }

    /// <summary>When its connection string is known.</summary>
    public static IResourceBuilder<T> OnConnectionStringAvailable<T>(
        this IResourceBuilder<T> builder, Func<T, ConnectionStringAvailableEvent, CancellationToken, Task> callback)
        where T : IResourceWithConnectionString
    {
        builder.ApplicationBuilder.Eventing.Subscribe<ConnectionStringAvailableEvent>(
            builder.Resource, (@event, ct) => callback(builder.Resource, @event, ct));
        return builder;
    }

    /// <summary>When it begins its life.</summary>
    public static IResourceBuilder<T> OnInitializeResource<T>(
        this IResourceBuilder<T> builder, Func<T, InitializeResourceEvent, CancellationToken, Task> callback)
        where T : IResource
    {
        builder.ApplicationBuilder.Eventing.Subscribe<InitializeResourceEvent>(
            builder.Resource, (@event, ct) => callback(builder.Resource, @event, ct));
        return builder;
    }

    /// <summary>When its addresses are known.</summary>
    public static IResourceBuilder<T> OnResourceEndpointsAllocated<T>(
        this IResourceBuilder<T> builder, Func<T, ResourceEndpointsAllocatedEvent, CancellationToken, Task> callback)
        where T : IResourceWithEndpoints
    {
        builder.ApplicationBuilder.Eventing.Subscribe<ResourceEndpointsAllocatedEvent>(
            builder.Resource, (@event, ct) => callback(builder.Resource, @event, ct));
        return builder;
    }

    /// <summary>When it runs and is healthy, for the first time since its start.</summary>
    public static IResourceBuilder<T> OnResourceReady<T>(
        this IResourceBuilder<T> builder, Func<T, ResourceReadyEvent, CancellationToken, Task> callback)
        where T : IResource
    {
        builder.ApplicationBuilder.Eventing.Subscribe<ResourceReadyEvent>(
            builder.Resource, (@event, ct) => callback(builder.Resource, @event, ct));
        return builder;
    }
}
