using Npgsql;

namespace ChaosLab.Catalog.Products;

/// <summary>Creates and fills the table when it is missing: at start, and again should the database lose it.</summary>
/// <remarks>The service starts without Postgres, and answers from copies meanwhile if there are any.</remarks>
internal sealed class CatalogSchema(NpgsqlDataSource database, TimeProvider time, ILogger<CatalogSchema> logger)
    : BackgroundService
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AttemptLimit = TimeSpan.FromSeconds(10);

    // One instance creates, the others wait for it and find it done; the number is arbitrary but must be the same in all.
    private const string CreateSql = """
        SELECT pg_advisory_xact_lock(726170042);

        CREATE TABLE IF NOT EXISTS products (
            id          text PRIMARY KEY,
            name        text NOT NULL,
            price       numeric(12, 2) NOT NULL CHECK (price > 0),
            description text NOT NULL
        );
        """;

    private const string FillSql = """
        INSERT INTO products (id, name, price, description)
        SELECT * FROM unnest(@ids, @names, @prices, @descriptions)
        ON CONFLICT (id) DO NOTHING
        """;

    private readonly SemaphoreSlim missing = new(1);
    private readonly TaskCompletionSource applied = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the table was there for the first time.</summary>
    public Task Applied => applied.Task;

    /// <summary>Says that the table was found missing; it is created again.</summary>
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
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
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
                logger.LogInformation("The catalog's schema is in place");
                return;
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                logger.LogWarning("The catalog's schema cannot be applied yet; next try in {Delay}: {Error}", delay, e.Message);
                await Task.Delay(delay, time, cancellationToken);
            }
        }
    }

    private async Task ApplyAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        await using var create = new NpgsqlCommand(CreateSql, connection, transaction);
        await create.ExecuteNonQueryAsync(cancellationToken);

        await using var fill = new NpgsqlCommand(FillSql, connection, transaction);
        fill.Parameters.AddWithValue("ids", Column(product => product.Id));
        fill.Parameters.AddWithValue("names", Column(product => product.Name));
        fill.Parameters.AddWithValue("prices", Column(product => product.Price));
        fill.Parameters.AddWithValue("descriptions", Column(product => product.Description));
        await fill.ExecuteNonQueryAsync(cancellationToken);

        await transaction.CommitAsync(cancellationToken);
    }

    private static T[] Column<T>(Func<Product, T> column) => [.. Assortment.Products.Select(column)];
}
