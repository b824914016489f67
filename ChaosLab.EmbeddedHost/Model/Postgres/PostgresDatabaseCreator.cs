using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Aspire.Hosting;

/// <summary>Creates a database on a server that is ready.</summary>
internal static class PostgresDatabaseCreator
{
    public static async Task CreateAsync(PostgresDatabaseResource database, IServiceProvider services, CancellationToken cancellationToken)
    {
        var logger = services.GetRequiredService<ResourceLoggerService>().GetLogger(database.Parent);
        try
        {
            await using var connection = new NpgsqlConnection(await PostgresConnections.StringAsync(database.Parent, cancellationToken));
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = ScriptOf(database);
            await command.ExecuteNonQueryAsync(cancellationToken);
            logger.LogInformation("Database '{Database}' was created.", database.DatabaseName);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.DuplicateDatabase)
        {
            logger.LogDebug("Database '{Database}' is there.", database.DatabaseName);
        }
        catch (NpgsqlException error)
        {
            // The database's own health check goes on to say that it is not there.
            logger.LogError("Database '{Database}' could not be created: {Reason}", database.DatabaseName, error.Message);
        }
    }

    private static string ScriptOf(PostgresDatabaseResource database)
        => database.TryGetLastAnnotation<PostgresCreationScriptAnnotation>(out var creation)
            ? creation.Script
            : $"CREATE DATABASE {new NpgsqlCommandBuilder().QuoteIdentifier(database.DatabaseName)}";
}
