using ChaosLab.ServiceDefaults.Stores;
using Npgsql;

namespace ChaosLab.Web.Orders;

/// <summary>The tables of orders and of their events; until they exist, orders are unavailable.</summary>
internal sealed class OrdersSchema(NpgsqlDataSource database, TimeProvider time, ILogger<OrdersSchema> logger)
    : StoredSchema("orders", database, time, logger)
{
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

    /// <inheritdoc />
    protected override async Task ApplyAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql, connection, transaction);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
