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
        ClaimAsync("claim events", "sent_at IS NULL AND claimed_until < now() ORDER BY seq", isAgain: false, limit, lease, cancellationToken);

    /// <summary>Takes the oldest events that were sent to data that the stream lost, as <see cref="ClaimAsync(int, TimeSpan, CancellationToken)"/> does.</summary>
    public Task<IReadOnlyList<OrderEvent>> ClaimLostAsync(int limit, TimeSpan lease, CancellationToken cancellationToken) =>
        ClaimAsync(
            "claim lost events", "sent_at <= (SELECT lost_at FROM outbox_stream) AND claimed_until < now() ORDER BY sent_at, seq",
            isAgain: true, limit, lease, cancellationToken);

    /// <summary>The stream has them.</summary>
    /// <param name="seqs">Which.</param>
    /// <param name="mark">The mark that its data bore before they were sent; null when nobody watches for a loss.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many were marked: none when the outbox has another mark by now, for then they may be lost.</returns>
    public Task<int> MarkSentAsync(long[] seqs, Guid? mark, CancellationToken cancellationToken) =>
        database.CallAsync("mark events sent", connection =>
            connection.ExecuteAsync("""
                WITH unchanged AS MATERIALIZED (SELECT 1 FROM outbox_stream WHERE mark = @mark FOR SHARE)
                UPDATE outbox SET sent_at = now(), claimed_until = '-infinity'
                WHERE seq = ANY(@seqs) AND (@mark IS NULL OR EXISTS (SELECT 1 FROM unchanged))
                """, new { seqs, mark }),
            idempotent: true, cancellationToken);

    /// <summary>They could not be sent; anybody may try again.</summary>
    public Task<int> ReleaseAsync(long[] seqs, CancellationToken cancellationToken) =>
        database.CallAsync("release events", connection =>
            connection.ExecuteAsync("UPDATE outbox SET claimed_until = '-infinity' WHERE seq = ANY(@seqs)", new { seqs }),
            idempotent: true, cancellationToken);

    /// <summary>Notes the mark that the stream's data bear; if it is a new one, what was sent until now is lost.</summary>
    /// <returns>How many lost events the outbox still holds; 0 when the mark was known.</returns>
    public Task<long> AdoptMarkAsync(Guid mark, CancellationToken cancellationToken) =>
        database.CallAsync("adopt stream mark", async connection =>
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

            // First the lock, then the time: who marks events as sent holds the row, and has read the time before.
            await connection.ExecuteAsync("SELECT 1 FROM outbox_stream FOR UPDATE");
            var isNew = await connection.ExecuteAsync("""
                INSERT INTO outbox_stream (mark, lost_at) VALUES (@mark, clock_timestamp())
                ON CONFLICT (one) DO UPDATE SET mark = excluded.mark, lost_at = excluded.lost_at
                WHERE outbox_stream.mark <> excluded.mark
                """, new { mark }) > 0;
            var lost = isNew
                ? await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM outbox WHERE sent_at <= (SELECT lost_at FROM outbox_stream)")
                : 0;
            await transaction.CommitAsync(cancellationToken);
            return lost;
        }, idempotent: true, cancellationToken);

    /// <summary>Forgets events sent longer ago than <paramref name="age"/>.</summary>
    public Task<int> PruneAsync(TimeSpan age, CancellationToken cancellationToken) =>
        database.CallAsync("prune outbox", connection =>
            connection.ExecuteAsync(
                "DELETE FROM outbox WHERE seq IN (SELECT seq FROM outbox WHERE sent_at < now() - @age LIMIT 1000 FOR UPDATE SKIP LOCKED)",
                new { age }),
            idempotent: true, cancellationToken);

    private Task<IReadOnlyList<OrderEvent>> ClaimAsync(
        string operation, string which, bool isAgain, int limit, TimeSpan lease, CancellationToken cancellationToken) =>
        database.CallAsync<IReadOnlyList<OrderEvent>>(operation, async connection =>
            [.. (await connection.QueryAsync<OrderEvent>($"""
                WITH claimed AS (
                    UPDATE outbox SET claimed_until = now() + @lease
                    WHERE seq IN (SELECT seq FROM outbox WHERE {which} LIMIT @limit FOR UPDATE SKIP LOCKED)
                    RETURNING *)
                SELECT c.seq AS "Seq", c.id AS "Id", c.type AS "Type", o.id AS "OrderId",
                       o.amount AS "Amount", o.customer AS "Customer", o.item AS "Item", c.created_at AS "At", @isAgain AS "IsAgain"
                FROM claimed c JOIN orders o ON o.id = c.order_id
                ORDER BY c.seq
                """, new { limit, lease, isAgain })).AsList()],
            idempotent: false, cancellationToken);
}
