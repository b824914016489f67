using ChaosLab.Hosting.Infrastructure.Postgres;

namespace ChaosLab.Hosting.Faults.Observers.Stores;

/// <summary>A write that leaves nothing behind: it is rolled back.</summary>
internal sealed class PostgresWriteObserver(PostgresServer server) : IObserver
{
    public async Task<bool> IsWellAsync(CancellationToken ct)
    {
        await WriteAsync(server, ct);
        return true;
    }

    /// <summary>Throws unless the server takes a write.</summary>
    public static async Task WriteAsync(PostgresServer server, CancellationToken ct)
    {
        await using var connection = await server.OpenAsync(server.Databases.FirstOrDefault(PostgresServer.Maintenance), "chaoslab-canary", ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.AskAsync("CREATE TABLE chaoslab_canary (written_at timestamptz)", ct);
        await transaction.RollbackAsync(ct);
    }
}
