using ChaosLab.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace ChaosLab.Analytics.Events;

/// <summary>Keeps the numbers up to date, as far as Redis lets it.</summary>
internal sealed class OrderEventsWorker(
    OrderEvents events, IOptions<AnalyticsOptions> options, TimeProvider time, ILogger<OrderEventsWorker> logger) : BackgroundService
{
    private bool isStalled;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            if (!await TryAdvanceAsync(stoppingToken))
                await Task.Delay(options.Value.PollInterval, time, stoppingToken);
        }
    }

    private async Task<bool> TryAdvanceAsync(CancellationToken cancellationToken)
    {
        try
        {
            var hasMore = await events.AdvanceAsync(cancellationToken);
            if (isStalled)
                logger.LogInformation("Order events can be read again");
            isStalled = false;
            return hasMore;
        }
        catch (Exception e) when (e is DependencyException or InvalidDataException)
        {
            if (!isStalled)
                logger.LogWarning("Order events cannot be read, the last known numbers stay: {Error}", e.Message);
            isStalled = true;
            return false;
        }
    }
}
