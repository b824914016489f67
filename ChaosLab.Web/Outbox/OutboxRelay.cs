using ChaosLab.ServiceDefaults;
using ChaosLab.Web.Orders;

namespace ChaosLab.Web.Outbox;

/// <summary>Brings the outbox to the stream, at least once each; nobody's purchase waits for it.</summary>
internal sealed class OutboxRelay(
    OrdersSchema schema, OutboxStore outbox, OrderStream stream, StreamWatch watch, OutboxSignal signal, TimeProvider time, ILogger<OutboxRelay> logger)
    : BackgroundService
{
    private const int BatchSize = 200;

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    // A breath after a wake lets one batch carry the events of many purchases.
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan KeepSent = TimeSpan.FromHours(1);
    private static readonly TimeSpan PruneEvery = TimeSpan.FromMinutes(1);

    private readonly Backoff backoff = new(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(5));

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await schema.Applied.WaitAsync(stoppingToken);
        var pruneAt = time.GetUtcNow() + PruneEvery;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RelayAsync(stoppingToken);

                if (backoff.Reset())
                    logger.LogInformation("Order events flow again");

                if (time.GetUtcNow() >= pruneAt)
                {
                    pruneAt = time.GetUtcNow() + PruneEvery;
                    await outbox.PruneAsync(KeepSent, stoppingToken);
                }

                await signal.WaitAsync(Poll, stoppingToken);
                await Task.Delay(Linger, time, stoppingToken);
            }
            catch (DependencyException e)
            {
                var delay = backoff.Next();
                if (backoff.IsFirst)
                    logger.LogWarning("Order events wait in the outbox: {Dependency} is unavailable: {Error}", e.Dependency, e.Message);
                await Task.Delay(delay, time, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                logger.LogError(e, "Order events could not be relayed");
                await Task.Delay(backoff.Next(), time, stoppingToken);
            }
        }
    }

    // What is new goes before what is sent again.
    private async Task RelayAsync(CancellationToken cancellationToken)
    {
        var hasLooked = await watch.LookAsync(cancellationToken);
        var mark = watch.Mark;
        do
        {
            while (await RelayBatchAsync(await outbox.ClaimAsync(BatchSize, Lease, cancellationToken), mark, cancellationToken))
            {
                // More is waiting.
            }
        }
        while (hasLooked && await RelayBatchAsync(await outbox.ClaimLostAsync(BatchSize, Lease, cancellationToken), mark, cancellationToken));
    }

    // Whether there are probably more.
    private async Task<bool> RelayBatchAsync(IReadOnlyList<OrderEvent> events, Guid? mark, CancellationToken cancellationToken)
    {
        if (events.Count == 0)
            return false;

        long[] seqs = [.. events.Select(e => e.Seq)];
        try
        {
            await stream.AppendAsync(events, cancellationToken);
        }
        catch (DependencyException)
        {
            await outbox.ReleaseAsync(seqs, cancellationToken);
            throw;
        }

        if (await outbox.MarkSentAsync(seqs, mark, cancellationToken) == seqs.Length)
            return events.Count == BatchSize;

        // The stream lost its data meanwhile, or Postgres lost the mark; where they are now nobody knows.
        watch.Forget();
        await outbox.ReleaseAsync(seqs, cancellationToken);
        return false;
    }
}
