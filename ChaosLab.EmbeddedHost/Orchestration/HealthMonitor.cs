using System.Collections.Concurrent;
using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace ChaosLab.EmbeddedHost.Orchestration;

/// <summary>Asks the health checks of every running resource, and says when a resource is ready for the first time of a run.</summary>
internal sealed class HealthMonitor(
    ResourceNotificationService notifications, IDistributedApplicationEventing eventing, IServiceProvider services, ILogger<HealthMonitor> logger)
{
    private static readonly TimeSpan CheckLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestUnhealthy = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Healthy = TimeSpan.FromSeconds(3);
    private readonly ConcurrentDictionary<string, (DateTime? Run, CancellationTokenSource Stop)> _watched = new();

    /// <summary>Watches until the token is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var change in notifications.WatchAsync(cancellationToken))
            {
                if (change.Snapshot.State?.Text == KnownResourceStates.Running) Begin(change, cancellationToken);
                else End(change);
            }
        }
        catch (OperationCanceledException)
        {
        }
        finally
        {
            foreach (var (_, stop) in _watched.Values) await stop.CancelAsync();
        }
    }

    private void Begin(ResourceEvent change, CancellationToken cancellationToken)
    {
        if (_watched.TryGetValue(change.ResourceId, out var known))
        {
            if (known.Run == change.Snapshot.StartTimeStamp) return;
            End(change);
        }

        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _watched[change.ResourceId] = (change.Snapshot.StartTimeStamp, stop);
        _ = WatchAsync(change, stop.Token);
    }

    private void End(ResourceEvent change)
    {
        if (_watched.TryRemove(change.ResourceId, out var known)) known.Stop.Cancel();
    }

    private async Task WatchAsync(ResourceEvent change, CancellationToken cancellationToken)
    {
        string[] keys = [.. change.Resource.Annotations.OfType<HealthCheckAnnotation>().Select(check => check.Key).Distinct()];
        var interval = FirstInterval;
        var isReady = false;
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                var healthy = keys.Length == 0 || await CheckAsync(change, keys, cancellationToken);
                if (healthy && !isReady)
                {
                    isReady = true;
                    notifications.SetReady(change, AnnounceReadyAsync(change, cancellationToken));
                }

                if (keys.Length == 0) return;
                interval = healthy ? Healthy : interval == Healthy ? FirstInterval : Min(interval * 1.5, LongestUnhealthy);
                await Task.Delay(interval, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task<bool> CheckAsync(ResourceEvent change, string[] keys, CancellationToken cancellationToken)
    {
        var reports = await Task.WhenAll(keys.Select(key => CheckAsync(key, cancellationToken)));
        cancellationToken.ThrowIfCancellationRequested();
        if (IsNews(notifications.Current(change.Resource).HealthReports, reports))
            await notifications.PublishUpdateAsync(change.Resource, change.ResourceId, s => s with { HealthReports = [.. reports] });
        return reports.All(report => report.Status == HealthStatus.Healthy);
    }

    private async Task<HealthReportSnapshot> CheckAsync(string key, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(CheckLimit);
        try
        {
            var check = services.GetRequiredService<HealthCheckService>().CheckHealthAsync(registration => registration.Name == key, limit.Token);
            // A check that ignores its token must not hold up the others.
            var report = await check.WaitAsync(limit.Token);
            return report.Entries.TryGetValue(key, out var entry)
                ? new HealthReportSnapshot(key, entry.Status, entry.Description, entry.Exception?.Message) { LastRunAt = DateTime.UtcNow }
                : new HealthReportSnapshot(key, HealthStatus.Unhealthy, $"No health check is registered under '{key}'.", null) { LastRunAt = DateTime.UtcNow };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new HealthReportSnapshot(key, HealthStatus.Unhealthy, $"No answer within {CheckLimit.TotalSeconds:0} s.", null) { LastRunAt = DateTime.UtcNow };
        }
        catch (ObjectDisposedException)
        {
            throw new OperationCanceledException("The application has ended.");
        }
    }

    private async Task AnnounceReadyAsync(ResourceEvent change, CancellationToken cancellationToken)
    {
        try
        {
            await eventing.PublishAsync(new ResourceReadyEvent(change.Resource, services), cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            logger.LogError("What follows '{Resource}' being ready failed: {Reason}", change.Resource.Name, error.Message);
            throw;
        }
    }

    private static bool IsNews(ImmutableArray<HealthReportSnapshot> before, HealthReportSnapshot[] now)
        => before.Length != now.Length
            || now.Any(report => !before.Any(old => old.Name == report.Name && old.Status == report.Status && old.Description == report.Description));

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
