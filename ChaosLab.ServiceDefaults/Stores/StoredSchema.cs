using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ChaosLab.ServiceDefaults.Stores;

/// <summary>Creates a service's tables when they are missing: at start, and again should the database lose them.</summary>
/// <remarks>
/// The service starts without Postgres. An attempt takes at most 10 s; after one that fails the next comes 200 ms later, then
/// later and later up to 2 s.
/// </remarks>
/// <param name="name">What the log calls it.</param>
/// <param name="database">Where the tables are.</param>
/// <param name="time">What the pauses are measured with.</param>
/// <param name="logger">Where it is told that an attempt failed, and that the tables are there.</param>
public abstract class StoredSchema(string name, NpgsqlDataSource database, TimeProvider time, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AttemptLimit = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim missing = new(1);
    private readonly TaskCompletionSource applied = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the tables were there for the first time; background work waits for it instead of failing.</summary>
    public Task Applied => applied.Task;

    /// <summary>Says that a table was found missing; the schema is applied again.</summary>
    public void Restore()
    {
        if (missing.CurrentCount == 0)
            missing.Release();
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        missing.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Creates what is missing, in one transaction that is committed afterwards; instances do so at the same time.</summary>
    protected abstract Task ApplyAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken);

    /// <inheritdoc />
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await missing.WaitAsync(stoppingToken);
            await ApplyUntilDoneAsync(stoppingToken);
            applied.TrySetResult();
        }
    }

    private async Task ApplyUntilDoneAsync(CancellationToken cancellationToken)
    {
        for (var delay = FirstRetry; ; delay = delay * 2 < LongestRetry ? delay * 2 : LongestRetry)
        {
            try
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                limit.CancelAfter(AttemptLimit);
                await ApplyAsync(limit.Token);
                logger.LogInformation("The schema of {Schema} is in place", name);
                return;
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                logger.LogWarning("The schema of {Schema} cannot be applied yet; next try in {Delay}: {Error}", name, delay, e.Message);
                await Task.Delay(delay, time, cancellationToken);
            }
        }
    }

    private async Task ApplyAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ApplyAsync(connection, transaction, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
