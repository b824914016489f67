using System.Globalization;
using ChaosLab.Hosting.Infrastructure.Postgres;
using ChaosLab.Hosting.Infrastructure.Redis;

namespace ChaosLab.Hosting.Faults.Kinds.Stores;

/// <summary>Counts what a store holds.</summary>
internal static class StoreContents
{
    private const string Application = "chaoslab-contents";

    private const string Tables = """
        SELECT quote_ident(schemaname) || '.' || quote_ident(relname) FROM pg_stat_user_tables ORDER BY 1
        """;

    /// <summary>Rows of every table, or the number of keys; for people.</summary>
    public static async Task<string> CountAsync(IResource store, CancellationToken ct)
    {
        if (PostgresServer.Is(store)) return await RowsAsync(PostgresServer.Of(store), ct);
        await using var connection = await new RedisServer(store).OpenAsync(ct);
        var keys = await RedisServer.KeysAsync(connection, ct);
        return string.Create(CultureInfo.InvariantCulture, $"{keys} keys");
    }

    private static async Task<string> RowsAsync(PostgresServer server, CancellationToken ct)
    {
        var databases = new List<string>();
        foreach (var database in server.Databases)
        {
            await using var connection = await server.OpenAsync(database, Application, ct);
            var tables = new List<string>();
            foreach (var table in await connection.ListAsync(Tables, ct))
            {
                var rows = await connection.AskAsync($"SELECT count(*) FROM {table}", ct);
                tables.Add(string.Create(CultureInfo.InvariantCulture, $"{rows} rows of {table[(table.IndexOf('.', StringComparison.Ordinal) + 1)..]}"));
            }

            databases.Add($"{database}: {(tables.Count == 0 ? "no tables" : string.Join(", ", tables))}");
        }

        return string.Join("; ", databases);
    }
}
