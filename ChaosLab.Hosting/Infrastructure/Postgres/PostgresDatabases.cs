using Microsoft.Extensions.Logging;
using Npgsql;

namespace ChaosLab.Hosting.Infrastructure.Postgres;

/// <summary>Creates the databases of a server that are missing.</summary>
internal static class PostgresDatabases
{
    private const string DuplicateDatabase = "42P04";

    public static async Task CreateMissingAsync(PostgresProcessResource server, ILogger logger, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString + ";Database=postgres;Pooling=false;Timeout=5");
        await connection.OpenAsync(ct);
        var there = new HashSet<string>(StringComparer.Ordinal);
        await using (var query = new NpgsqlCommand("SELECT datname FROM pg_database", connection))
        await using (var reader = await query.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct)) there.Add(reader.GetString(0));
        }

        foreach (var name in server.Databases.Select(database => database.DatabaseName).Where(name => !there.Contains(name)))
        {
            try
            {
                await using var create = new NpgsqlCommand($"CREATE DATABASE \"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", connection);
                await create.ExecuteNonQueryAsync(ct);
                logger.LogInformation("Created the database {Database}", name);
            }
            catch (PostgresException error) when (error.SqlState == DuplicateDatabase)
            {
                // Somebody else was quicker.
            }
        }
    }
}
