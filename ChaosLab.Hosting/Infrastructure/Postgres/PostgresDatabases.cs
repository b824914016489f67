using Microsoft.Extensions.Logging;
using Npgsql;

namespace ChaosLab.Hosting.Infrastructure.Postgres;

/// <summary>Creates the databases of a server that are missing.</summary>
internal static class PostgresDatabases
{
    private const string Application = "chaoslab-databases";

    public static async Task CreateMissingAsync(PostgresServer server, ILogger logger, CancellationToken ct)
    {
        await using var connection = await server.OpenAsync(PostgresServer.Maintenance, Application, ct);
        var there = await connection.ListAsync("SELECT datname::text FROM pg_database", ct);
        foreach (var name in server.Databases.Except(there, StringComparer.Ordinal))
        {
            try
            {
                await using var create = new NpgsqlCommand($"CREATE DATABASE {PostgresQuestions.Quote(name)}", connection) { CommandTimeout = 30 };
                await create.ExecuteNonQueryAsync(ct);
                logger.LogInformation("Created the database {Database}", name);
            }
            catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
            {
                // Somebody else was quicker.
            }
        }
    }
}
