using System.Threading.Channels;
using ChaosLab.ServiceDefaults;

namespace ChaosLab.Payment.Fraud;

/// <summary>Counts charges into the customers' features, after the answer; while Redis is away they are not counted.</summary>
internal sealed class FeatureUpdates(
    FeatureStore features, [FromKeyedServices(FeatureStore.Dependency)] Dependency cache) : BackgroundService
{
    private const int MaxWaiting = 1000;

    private readonly Channel<string> customers = Channel.CreateBounded<string>(
        new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    /// <summary>One more charge of the customer; returns at once.</summary>
    public void Count(string customer) => customers.Writer.TryWrite(customer);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var customer in customers.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await cache.CallAsync("count transaction", _ => features.CountAsync(customer), idempotent: false, stoppingToken);
            }
            catch (DependencyException)
            {
                // The dependency reports itself; a count that is missing makes a score higher by a little, and harms nobody.
            }
        }
    }
}
