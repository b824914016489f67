using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Eventing;

/// <summary>Who wants an event of one resource.</summary>
/// <param name="resource">The resource; null for any.</param>
/// <param name="callback">What is called.</param>
public class DistributedApplicationResourceEventSubscription(
    IResource? resource, Func<IDistributedApplicationResourceEvent, CancellationToken, Task> callback)
    : DistributedApplicationEventSubscription((@event, ct) => callback((IDistributedApplicationResourceEvent)@event, ct))
{
    /// <summary>The resource; null for any.</summary>
    public IResource? Resource { get; } = resource;
}
