using ChaosLab.ServiceDefaults;
using ChaosLab.Web.Outbox;
using Dapper;
using Npgsql;

namespace ChaosLab.Web.Orders;

/// <summary>Orders in Postgres. Every change is one statement that only acts on the statuses it may follow.</summary>
/// <remarks>All methods throw <see cref="DependencyException"/> when Postgres does not answer in time.</remarks>
internal sealed class OrderStore(OrdersDatabase database)
{
    /// <summary>Writes the order as pending, or finds the one that has its key already.</summary>
    /// <returns>The order with that id or key; when its id is another, somebody wrote it before.</returns>
    public Task<Order> OpenAsync(Guid id, string? key, PurchaseRequest request) =>
        database.CallAsync("open order", async connection =>
            await ChangeAsync(connection, $"""
                INSERT INTO orders (id, idempotency_key, item, amount, quantity, customer, status, open_charges)
                VALUES (@id, @key, @Item, @Amount, @Quantity, @Customer, 'pending', 1)
                ON CONFLICT DO NOTHING
                RETURNING {OrderRow.Columns}
                """, new { id, key, request.Item, request.Amount, request.Quantity, request.Customer })
            ?? (await connection.QuerySingleAsync<OrderRow>(
                $"SELECT {OrderRow.Columns} FROM orders WHERE id = @id OR idempotency_key = @key", new { id, key })).ToOrder(),
            idempotent: true);

    /// <summary>Announces one more charge attempt on an order that somebody else opened.</summary>
    /// <returns>The order, and whether it may be charged.</returns>
    public Task<(Order Order, bool MayCharge)> JoinAsync(Guid id) =>
        database.CallAsync("join order", async connection =>
        {
            var joined = await ChangeAsync(connection, $"""
                UPDATE orders
                SET open_charges = open_charges + 1, updated_at = now(),
                    status = CASE WHEN status = 'failed' THEN 'pending' ELSE status END
                WHERE id = @id AND status = ANY(@from)
                RETURNING {OrderRow.Columns}
                """, new { id, from = OrderTransitions.Chargeable.Names() });
            return joined is null ? (await GetAsync(connection, id), false) : (joined, true);
        }, idempotent: true);

    /// <summary>Pending or unknown becomes paid, and the event is written with it.</summary>
    public Task<Order> SettlePaidAsync(Guid id, string paymentId) =>
        MoveAsync("settle order", id, OrderStatus.Paid, "payment_id = @paymentId", new { paymentId }, OrderEvent.Placed);

    /// <summary>
    /// This attempt certainly charged nothing. The order fails only when no other attempt is open: an instance that died in the
    /// middle of its own never closes it, and so leaves the order to the reconciler.
    /// </summary>
    public Task<Order> CloseChargeAsync(Guid id) =>
        database.CallAsync("fail order", async connection =>
            await ChangeAsync(connection, $"""
                UPDATE orders
                SET open_charges = open_charges - 1, updated_at = now(),
                    status = CASE WHEN open_charges <= 1 AND status = ANY(@from) THEN 'failed' ELSE status END
                WHERE id = @id AND status IN ('pending', 'unknown')
                RETURNING {OrderRow.Columns}
                """, new { id, from = OrderTransitions.Into(OrderStatus.Failed).Names() })
            ?? await GetAsync(connection, id),
            idempotent: false);

    /// <summary>The charge may have been made: pending becomes unknown.</summary>
    public Task<Order> MarkUnknownAsync(Guid id) => MoveAsync("mark order unknown", id, OrderStatus.Unknown);

    /// <summary>Decides against the order: from here on nobody can settle it as paid.</summary>
    public Task<Order> BeginCancelAsync(Guid id) => MoveAsync("begin cancelling", id, OrderStatus.Cancelling);

    /// <summary>The charge is voided or refunded.</summary>
    public Task<Order> CancelAsync(Guid id, string? refundId = null) =>
        MoveAsync("cancel order", id, OrderStatus.Cancelled, "refund_id = @refundId", new { refundId });

    /// <summary>Accepts a return: paid becomes refunding.</summary>
    public Task<Order> BeginRefundAsync(Guid id) => MoveAsync("begin refund", id, OrderStatus.Refunding);

    /// <summary>The money is back, and the event is written with it.</summary>
    public Task<Order> SettleRefundedAsync(Guid id, string refundId) =>
        MoveAsync("settle refund", id, OrderStatus.Refunded, "refund_id = @refundId", new { refundId }, OrderEvent.Refunded);

    /// <summary>The order, or null.</summary>
    public Task<Order?> FindAsync(Guid id, CancellationToken cancellationToken = default) =>
        database.CallAsync("find order", connection => FindAsync(connection, id), idempotent: true, cancellationToken);

    /// <summary>The newest orders first.</summary>
    public Task<IReadOnlyList<Order>> ListAsync(int limit, string? customer, CancellationToken cancellationToken) =>
        database.CallAsync("list orders", connection => ManyAsync(connection, $"""
            SELECT {OrderRow.Columns} FROM orders
            {(customer is null ? "" : "WHERE customer = @customer")}
            ORDER BY created_at DESC, id DESC LIMIT @limit
            """, new { limit, customer }), idempotent: true, cancellationToken);

    /// <summary>Takes undecided orders that nobody touched for <paramref name="age"/>; other instances skip them for the lease.</summary>
    public Task<IReadOnlyList<Order>> ClaimUndecidedAsync(TimeSpan age, TimeSpan lease, int limit, CancellationToken cancellationToken) =>
        database.CallAsync("claim undecided orders", connection => ManyAsync(connection, $"""
            UPDATE orders SET claimed_until = now() + @lease
            WHERE id IN (
                SELECT id FROM orders
                WHERE status IN ('pending', 'unknown', 'cancelling', 'refunding')
                  AND updated_at < now() - @age AND claimed_until < now()
                ORDER BY updated_at LIMIT @limit FOR UPDATE SKIP LOCKED)
            RETURNING {OrderRow.Columns}
            """, new { age, lease, limit }), idempotent: true, cancellationToken);

    // Moving again after a lost answer finds the order moved already and changes nothing, so every move is idempotent.
    private Task<Order> MoveAsync(string operation, Guid id, OrderStatus to, string? set = null, object? values = null, string? eventType = null)
    {
        var parameters = new DynamicParameters(values);
        parameters.Add("id", id);
        parameters.Add("to", to.Name());
        parameters.Add("from", OrderTransitions.Into(to).Names());
        parameters.Add("eventId", Guid.CreateVersion7());
        parameters.Add("eventType", eventType);

        var sql = $"""
            WITH moved AS (
                UPDATE orders SET status = @to, updated_at = now(), claimed_until = '-infinity'{(set is null ? "" : $", {set}")}
                WHERE id = @id AND status = ANY(@from)
                RETURNING *)
            {(eventType is null ? "" : ", event AS (INSERT INTO outbox (id, type, order_id) SELECT @eventId, @eventType, id FROM moved)")}
            SELECT {OrderRow.Columns} FROM moved
            """;

        return database.CallAsync(operation, async connection =>
            await ChangeAsync(connection, sql, parameters) ?? await GetAsync(connection, id), idempotent: true);
    }

    private static async Task<Order?> ChangeAsync(NpgsqlConnection connection, string sql, object parameters) =>
        (await connection.QuerySingleOrDefaultAsync<OrderRow>(sql, parameters))?.ToOrder();

    private static async Task<Order?> FindAsync(NpgsqlConnection connection, Guid id) =>
        (await connection.QuerySingleOrDefaultAsync<OrderRow>($"SELECT {OrderRow.Columns} FROM orders WHERE id = @id", new { id }))?.ToOrder();

    private static async Task<Order> GetAsync(NpgsqlConnection connection, Guid id) =>
        await FindAsync(connection, id) ?? throw new OrderLostException(id);

    private static async Task<IReadOnlyList<Order>> ManyAsync(NpgsqlConnection connection, string sql, object parameters) =>
        [.. (await connection.QueryAsync<OrderRow>(sql, parameters)).Select(row => row.ToOrder())];
}
