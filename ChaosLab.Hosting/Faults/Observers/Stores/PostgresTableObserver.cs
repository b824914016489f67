using ChaosLab.Hosting.Infrastructure.Postgres;
using Npgsql;

namespace ChaosLab.Hosting.Faults.Observers.Stores;

/// <summary>Reads a table; well is an answer within half a second.</summary>
/// <param name="server">The server.</param>
/// <param name="table">The table, quoted.</param>
internal sealed class PostgresTableObserver(PostgresServer server, string table) : IObserver
{
    private const string HalfASecond = "-c statement_timeout=500";

    private volatile string? _database;

    /// <summary>The table, quoted.</summary>
    public string Table => table;

    /// <summary>Its database; nothing is looked at before it is set.</summary>
    public string Database
    {
        get => _database ?? "";
        set => _database = value;
    }

    public async Task<bool> IsWellAsync(CancellationToken ct)
    {
        if (_database is not { } database) return true;
        try
        {
            await server.AskAsync(database, "chaoslab-canary", $"SELECT 1 FROM {table} LIMIT 1", ct, HalfASecond);
            return true;
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.QueryCanceled)
        {
            return false;
        }
    }
}
