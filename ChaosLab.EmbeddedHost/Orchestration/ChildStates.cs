using Aspire.Hosting.ApplicationModel;

namespace ChaosLab.EmbeddedHost.Orchestration;

/// <summary>Gives resources that live with a parent the parent's state, as a database is running while its server is.</summary>
internal sealed class ChildStates(ResourceNotificationService notifications, IServiceProvider services)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var last = new Dictionary<string, (string? State, DateTime? Start)>();
        try
        {
            await foreach (var change in notifications.WatchAsync(cancellationToken))
            {
                var now = (change.Snapshot.State?.Text, change.Snapshot.StartTimeStamp);
                if (last.TryGetValue(change.ResourceId, out var before) && before == now) continue;
                last[change.ResourceId] = now;
                foreach (var child in ModelTree.ChildrenOf(change.Resource, services)) await FollowAsync(child, change.Snapshot);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private Task FollowAsync(IResource child, CustomResourceSnapshot parent) => notifications.PublishUpdateAsync(child, s => s with
    {
        State = parent.State,
        StartTimeStamp = parent.StartTimeStamp,
        StopTimeStamp = parent.StopTimeStamp,
    });
}
