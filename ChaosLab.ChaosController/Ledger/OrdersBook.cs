using System.Net.Sockets;
using Dapper;
using Npgsql;

namespace ChaosLab.ChaosController.Ledger;

/// <summary>Reads the orders of a run straight from Postgres, past every edge and every service that could be disturbed.</summary>
/// <param name="connectionString">Of the orders database.</param>
internal sealed class OrdersBook(string connectionString)
{
    private const string Name = "The orders in Postgres";
    private const int CommandSeconds = 20;

    // One more than wanted tells that there are too many.
    private const string Orders = """
        SELECT o.id::text AS "Id", o.idempotency_key AS "Key", o.amount AS "Amount", o.status AS "Status",
               o.payment_id AS "PaymentId", coalesce(e.unsent, 0)::int AS "UnsentEvents",
               o.created_at AS "CreatedAt", o.updated_at AS "UpdatedAt"
        FROM orders o
        LEFT JOIN (SELECT order_id, count(*) AS unsent FROM outbox WHERE sent_at IS NULL GROUP BY order_id) e ON e.order_id = o.id
        WHERE starts_with(o.idempotency_key, @prefix)
        LIMIT @most
        """;

    /// <summary>The orders whose keys begin with the prefix; one snapshot of the database.</summary>
    /// <exception cref="BookUnreadableException">Postgres does not answer, lacks the tables, or holds more than <paramref name="limit"/> such orders.</exception>
    public async Task<IReadOnlyList<BookedOrder>> ReadAsync(string prefix, int limit, CancellationToken ct)
    {
        try
        {
            await using var connection = new NpgsqlConnection(Settings());
            await connection.OpenAsync(ct);
            await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
            await connection.ExecuteAsync(new CommandDefinition("SET TRANSACTION READ ONLY", transaction: transaction, cancellationToken: ct));

            var orders = new List<BookedOrder>();
            var rows = connection.QueryUnbufferedAsync<Row>(Orders, new { prefix, most = limit + 1L }, transaction, CommandSeconds);
            await foreach (var row in rows.WithCancellation(ct)) orders.Add(row.ToOrder());
            if (orders.Count > limit) throw new BookUnreadableException(Name, $"there are more than {limit} orders of the run '{prefix}'. Make fewer purchases.");
            return orders;
        }
        catch (Exception error) when (error is NpgsqlException or SocketException or TimeoutException or IOException or ArgumentException)
        {
            throw new BookUnreadableException(Name, $"{error.Message.TrimEnd('.')}. See that postgres runs (./lab status).", error);
        }
    }

    // No pool: a fault may have killed what it holds, and one connection per reading is cheap.
    private string Settings() => new NpgsqlConnectionStringBuilder(connectionString)
    {
        Pooling = false,
        Timeout = 5,
        CommandTimeout = CommandSeconds,
        ApplicationName = "chaoslab ledger check",
    }.ConnectionString;

    private sealed class Row
    {
        public string Id { get; init; } = "";

        public string Key { get; init; } = "";

        public decimal Amount { get; init; }

        public string Status { get; init; } = "";

        public string? PaymentId { get; init; }

        public int UnsentEvents { get; init; }

        public DateTime CreatedAt { get; init; }

        public DateTime UpdatedAt { get; init; }

        public BookedOrder ToOrder() => new(
            Id, Key, Amount,
            Enum.TryParse<BookedOrderStatus>(Status, ignoreCase: true, out var status)
                ? status
                : throw new BookUnreadableException(Name, $"the order {Id} has the status '{Status}', which this version does not know."),
            PaymentId, UnsentEvents, Utc(CreatedAt), Utc(UpdatedAt));

        private static DateTimeOffset Utc(DateTime at) => new(DateTime.SpecifyKind(at, DateTimeKind.Utc));
    }
}
