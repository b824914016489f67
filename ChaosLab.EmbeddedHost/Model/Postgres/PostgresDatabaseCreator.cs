using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Aspire.Hosting;

/// <summary>Creates a database on a server that is ready.</summary>
internal static class PostgresDatabaseCreator
{
    public static async Task CreateAsync(PostgresDatabaseResource database, IServiceProvider services, CancellationToken ct)
    {
        var logger = services.GetRequiredService<ResourceLoggerService>().GetLogger(database.Parent);
        var connectionString = await ((IResourceWithConnectionString)database.Parent).GetConnectionStringAsync(ct);
        var name = new NpgsqlCommandBuilder().QuoteIdentifier(database.DatabaseName);
        var script = database.TryGetLastAnnotation<PostgresCreationScriptAnnotation>(out var annotation)
            ? annotation.Script
            : $"CREATE DATABASE {name}";
        try
        {
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync(ct);
            await using var command = new NpgsqlCommand(script, connection);
            await command.ExecuteNonQueryAsync(ct);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.DuplicateDatabase)
        {
            logger.LogDebug("Database '{Database}' is there.", database.DatabaseName);
        }
        catch (NpgsqlException error)
        {
            logger.LogError("Database '{Database}' could not be created: {Reason}", database.DatabaseName, error.Message);
        }
    }
}
