using ChaosLab.ServiceDefaults;
using Npgsql;

namespace ChaosLab.Web.Orders;

/// <summary>The one way to Postgres: every call passes the dependency's pipeline and has its own short connection.</summary>
internal sealed class OrdersDatabase(
    NpgsqlDataSource source,
    OrdersSchema schema,
    [FromKeyedServices(OrdersDatabase.Dependency)] Dependency postgres)
{
    /// <summary>The dependency's name, as <c>/health</c> and the answers show it.</summary>
    public const string Dependency = "postgres";

    /// <summary>
    /// Runs <paramref name="work"/> on a connection of its own; again after a lost answer, if it is <paramref name="idempotent"/>.
    /// </summary>
    /// <exception cref="DependencyException">Postgres did not do it, or not in time.</exception>
    public async Task<T> CallAsync<T>(
        string operation,
        Func<NpgsqlConnection, Task<T>> work,
        bool idempotent,
        CancellationToken cancellationToken = default) =>
        await postgres.CallAsync(operation, async attempt =>
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(attempt);
                return await work(connection);
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UndefinedTable)
            {
                schema.Restore();
                throw;
            }
        }, idempotent, cancellationToken);
}
