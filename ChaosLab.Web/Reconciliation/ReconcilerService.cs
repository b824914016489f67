using ChaosLab.ServiceDefaults;
using ChaosLab.Web.Orders;
using Microsoft.Extensions.Options;

namespace ChaosLab.Web.Reconciliation;

/// <summary>Looks for undecided orders and has them decided; each instance of the service runs one.</summary>
internal sealed class ReconcilerService(
    OrdersSchema schema,
    OrderStore orders,
    OrderReconciler reconciler,
    IOptions<WebOptions> options,
    TimeProvider time,
    ILogger<ReconcilerService> logger)
    : BackgroundService
{
    private const int BatchSize = 50;

    // Only spares double work; correctness rests on the conditional updates.
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(5);

    private readonly Backoff backoff = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await schema.Applied.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            var delay = options.Value.ReconcileInterval;
            try
            {
                if (await ReconcileBatchAsync(stoppingToken) == BatchSize)
                    delay = TimeSpan.Zero;
                backoff.Reset();
            }
            catch (DependencyException e)
            {
                delay = backoff.Next();
                if (backoff.IsFirst)
                    logger.LogWarning("Undecided orders wait: {Dependency} is unavailable: {Error}", e.Dependency, e.Message);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                delay = backoff.Next();
                logger.LogError(e, "Undecided orders could not be looked at");
            }

            await Task.Delay(delay, time, stoppingToken);
        }
    }

    private async Task<int> ReconcileBatchAsync(CancellationToken cancellationToken)
    {
        var claimed = await orders.ClaimUndecidedAsync(options.Value.ReconcileAfter, Lease, BatchSize, cancellationToken);
        foreach (var order in claimed)
        {
            try
            {
                await reconciler.ReconcileAsync(order, cancellationToken);
            }
            catch (DependencyRejectedException e)
            {
                logger.LogError("Order {OrderId} stays {Status}: {Error}", order.Id, order.Status.Name(), e.Message);
            }
        }

        return claimed.Count;
    }
}
