using Npgsql;

namespace ChaosLab.Hosting.Infrastructure.Postgres;

/// <summary>A Postgres server of the lab, reached past every edge and pool, with short time-outs.</summary>
internal sealed class PostgresServer
{
    /// <summary>The database that every server has.</summary>
    public const string Maintenance = "postgres";

    private readonly IResourceWithConnectionString _resource;

    private PostgresServer(IResourceWithConnectionString resource, IReadOnlyList<string> databases)
    {
        _resource = resource;
        Databases = databases;
    }

    /// <summary>The resource's name.</summary>
    public string Name => _resource.Name;

    /// <summary>The databases that the application declares on it.</summary>
    public IReadOnlyList<string> Databases { get; }

    /// <summary>Whether a resource is one.</summary>
    public static bool Is(IResource resource) => resource is PostgresProcessResource or PostgresServerResource;

    /// <summary>The server behind a resource.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static PostgresServer Of(IResource resource) => resource switch
    {
        PostgresProcessResource process => new(process, [.. process.Databases.Select(database => database.DatabaseName)]),
        PostgresServerResource container => new(container, [.. container.Databases.Values.Order(StringComparer.Ordinal)]),
        _ => throw new ArgumentException($"'{resource.Name}' is no Postgres server.", nameof(resource)),
    };

    /// <summary>Opens a connection that nobody else uses.</summary>
    /// <param name="database">The database.</param>
    /// <param name="application">What <c>pg_stat_activity</c> shows it as.</param>
    /// <param name="ct">Gives up.</param>
    /// <param name="options">Settings of the session, such as <c>-c statement_timeout=500</c>; null means the server's.</param>
    public async Task<NpgsqlConnection> OpenAsync(string database, string application, CancellationToken ct, string? options = null)
    {
        var own = await _resource.GetConnectionStringAsync(ct) ?? throw new InvalidOperationException($"'{Name}' has no connection string.");
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(own)
        {
            Database = database,
            ApplicationName = application,
            Pooling = false,
            Timeout = 5,
            CommandTimeout = 5,
            CancellationTimeout = -1,
            Options = options,
        }.ConnectionString);
        try
        {
            await connection.OpenAsync(ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks one question over a connection of its own; null is SQL's NULL, or no row.</summary>
    public async Task<object?> AskAsync(string database, string application, string sql, CancellationToken ct, string? options = null)
    {
        await using var connection = await OpenAsync(database, application, ct, options);
        return await connection.AskAsync(sql, ct);
    }
}
