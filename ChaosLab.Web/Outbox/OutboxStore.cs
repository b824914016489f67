using ChaosLab.ServiceDefaults;
using ChaosLab.Web.Orders;
using Dapper;

namespace ChaosLab.Web.Outbox;

/// <summary>Events that wait to be sent, in the same database as the orders they tell of.</summary>
/// <remarks>All methods throw <see cref="DependencyException"/> when Postgres does not answer in time.</remarks>
internal sealed class OutboxStore(OrdersDatabase database)
{
    /// <summary>Takes the oldest unsent events; other instances skip them until the lease ends.</summary>
    public Task<IReadOnlyList<OrderEvent>> ClaimAsync(int limit, TimeSpan lease, CancellationToken cancellationToken) =>
        database.CallAsync<IReadOnlyList<OrderEvent>>("claim events", async connection =>
            [.. (await connection.QueryAsync<OrderEvent>("""
                WITH claimed AS (
                    UPDATE outbox SET claimed_until = now() + @lease
                    WHERE seq IN (
                        SELECT seq FROM outbox WHERE sent_at IS NULL AND claimed_until < now()
                        ORDER BY seq LIMIT @limit FOR UPDATE SKIP LOCKED)
                    RETURNING *)
                SELECT c.seq AS "Seq", c.id AS "Id", c.type AS "Type", o.id AS "OrderId",
                       o.amount AS "Amount", o.customer AS "Customer", o.item AS "Item", c.created_at AS "At"
                FROM claimed c JOIN orders o ON o.id = c.order_id
                ORDER BY c.seq
                """, new { limit, lease })).AsList()],
            idempotent: false, cancellationToken);

    /// <summary>The stream has them.</summary>
    public Task<int> MarkSentAsync(long[] seqs, CancellationToken cancellationToken) =>
        database.CallAsync("mark events sent", connection =>
            connection.ExecuteAsync("UPDATE outbox SET sent_at = now() WHERE seq = ANY(@seqs)", new { seqs }),
            idempotent: true, cancellationToken);

    /// <summary>They could not be sent; anybody may try again.</summary>
    public Task<int> ReleaseAsync(long[] seqs, CancellationToken cancellationToken) =>
        database.CallAsync("release events", connection =>
            connection.ExecuteAsync("UPDATE outbox SET claimed_until = '-infinity' WHERE seq = ANY(@seqs) AND sent_at IS NULL", new { seqs }),
            idempotent: true, cancellationToken);

    /// <summary>Forgets events sent longer ago than <paramref name="age"/>.</summary>
    public Task<int> PruneAsync(TimeSpan age, CancellationToken cancellationToken) =>
        database.CallAsync("prune outbox", connection =>
            connection.ExecuteAsync(
                "DELETE FROM outbox WHERE seq IN (SELECT seq FROM outbox WHERE sent_at < now() - @age LIMIT 1000 FOR UPDATE SKIP LOCKED)",
                new { age }),
            idempotent: true, cancellationToken);
}
