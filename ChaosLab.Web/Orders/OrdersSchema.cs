using Npgsql;

namespace ChaosLab.Web.Orders;

/// <summary>Creates the tables when they are missing: at start, and again should the database lose them.</summary>
/// <remarks>The service starts without Postgres; until the tables exist, orders are unavailable.</remarks>
internal sealed class OrdersSchema(NpgsqlDataSource database, TimeProvider time, ILogger<OrdersSchema> logger)
    : BackgroundService
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(2);

    // One instance creates, the others wait for it and find it done; the number is arbitrary but must be the same in all.
    private const string Sql = """
        SELECT pg_advisory_xact_lock(726170041);

        CREATE TABLE IF NOT EXISTS orders (
            id              uuid PRIMARY KEY,
            idempotency_key text UNIQUE,
            item            text NOT NULL,
            amount          numeric(12, 2) NOT NULL CHECK (amount > 0),
            quantity        integer NOT NULL CHECK (quantity > 0),
            customer        text NOT NULL,
            status          text NOT NULL CHECK (status IN
                ('pending', 'paid', 'failed', 'unknown', 'cancelling', 'cancelled', 'refunding', 'refunded')),
            open_charges    integer NOT NULL,
            payment_id      text,
            refund_id       text,
            created_at      timestamptz NOT NULL DEFAULT now(),
            updated_at      timestamptz NOT NULL DEFAULT now(),
            claimed_until   timestamptz NOT NULL DEFAULT '-infinity'
        );
        CREATE INDEX IF NOT EXISTS orders_newest ON orders (created_at DESC, id DESC);
        CREATE INDEX IF NOT EXISTS orders_of_customer ON orders (customer, created_at DESC, id DESC);
        CREATE INDEX IF NOT EXISTS orders_undecided ON orders (updated_at)
            WHERE status IN ('pending', 'unknown', 'cancelling', 'refunding');

        CREATE TABLE IF NOT EXISTS outbox (
            seq           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            id            uuid NOT NULL UNIQUE,
            type          text NOT NULL,
            order_id      uuid NOT NULL REFERENCES orders (id),
            created_at    timestamptz NOT NULL DEFAULT now(),
            claimed_until timestamptz NOT NULL DEFAULT '-infinity',
            sent_at       timestamptz
        );
        CREATE INDEX IF NOT EXISTS outbox_unsent ON outbox (seq) WHERE sent_at IS NULL;
        CREATE INDEX IF NOT EXISTS outbox_sent ON outbox (sent_at) WHERE sent_at IS NOT NULL;

        -- One row: which data of the stream the outbox sends to, and until when it sent to others, which are lost.
        CREATE TABLE IF NOT EXISTS outbox_stream (
            one     boolean PRIMARY KEY DEFAULT true CHECK (one),
            mark    uuid NOT NULL,
            lost_at timestamptz NOT NULL
        );
        """;

    private readonly SemaphoreSlim missing = new(1);
    private readonly TaskCompletionSource applied = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Returns once the tables exist; background work waits for it instead of failing.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => applied.Task.WaitAsync(cancellationToken);

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
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await missing.WaitAsync(stoppingToken);
            await ApplyUntilDoneAsync(stoppingToken);
        }
    }

    private async Task ApplyUntilDoneAsync(CancellationToken cancellationToken)
    {
        for (var delay = FirstRetry; ; delay = delay * 2 < LongestRetry ? delay * 2 : LongestRetry)
        {
            try
            {
                await ApplyAsync(cancellationToken);
                applied.TrySetResult();
                logger.LogInformation("The orders schema is in place");
                return;
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or System.Net.Sockets.SocketException)
            {
                logger.LogWarning("The orders schema cannot be applied yet, orders are unavailable; next try in {Delay}: {Error}", delay, e.Message);
                await Task.Delay(delay, time, cancellationToken);
            }
        }
    }

    private async Task ApplyAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(Sql, connection, transaction);
        await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
