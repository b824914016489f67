using System.Net.Sockets;
using Npgsql;

namespace ChaosLab.Hosting.Infrastructure.Postgres;

/// <summary>Short questions to a Postgres.</summary>
internal static class PostgresQuestions
{
    /// <summary>Runs one command; the first value of its first row, or null.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="sql">One command.</param>
    /// <param name="ct">Gives up.</param>
    /// <param name="arguments">The values of <c>$1</c>, <c>$2</c> and so on.</param>
    public static async Task<object?> AskAsync(this NpgsqlConnection connection, string sql, CancellationToken ct, params object[] arguments)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var argument in arguments) command.Parameters.Add(new NpgsqlParameter { Value = argument });
        return await command.ExecuteScalarAsync(ct) is var answer and not DBNull ? answer : null;
    }

    /// <summary>The first column of every row, as text.</summary>
    public static async Task<IReadOnlyList<string>> ListAsync(this NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<string>();
        while (await reader.ReadAsync(ct)) rows.Add(reader.GetString(0));
        return rows;
    }

    /// <summary>A name as an identifier in SQL.</summary>
    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Whether it is what a server that is away, or comes and goes, makes a client meet.</summary>
    public static bool IsAway(Exception error) => error is NpgsqlException or SocketException or IOException or TimeoutException;
}
