using System.Globalization;
using System.Security.Cryptography;
using ChaosLab.Hosting.Infrastructure.Postgres;
using Npgsql;

namespace ChaosLab.Hosting.Faults.Kinds.Stores;

/// <summary>Connections of a Postgres server that are held open, so that nobody else gets one.</summary>
#pragma warning disable CA1001 // A semaphore whose wait handle nobody asks for holds nothing.
internal sealed class TakenConnections(PostgresServer server, bool evict)
#pragma warning restore CA1001
{
    /// <summary>The largest server whose connections are taken.</summary>
    public const int Most = 500;

    private const int AtOnce = 8;
    private const int Rounds = 20;

    private readonly string _application = "chaoslab-pool-" + RandomNumberGenerator.GetHexString(8, lowercase: true);
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly List<NpgsqlConnection> _held = [];
    private bool _givenBack;

    public int Count
    {
        get
        {
            lock (_gate) return _held.Count;
        }
    }

    /// <summary>Opens connections until the server refuses one.</summary>
    /// <exception cref="FaultRefusedException">The server has too many.</exception>
    public async Task TakeAllAsync(CancellationToken ct)
    {
        var first = await TakeAsync(ct);
        if (first is null) return;
        var most = Convert.ToInt32(await first.AskAsync("SHOW max_connections", ct), CultureInfo.InvariantCulture);
        if (most > Most)
        {
            await GiveBackAsync();
            throw new FaultRefusedException(Refusal.Conflict, $"'{server.Name}' allows {most} connections, and {Most} is the most that are taken; lower its max_connections.");
        }

        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            while (await TakeAsync(ct) is not null)
            {
                // Until it is refused.
            }
        }));
    }

    /// <summary>Closes the connections of others and takes them, until nobody else has one.</summary>
    public async Task TakeOthersAsync(CancellationToken ct)
    {
        if (!evict) return;
        for (var round = 0; round < Rounds && await CloseOthersAsync(ct) > 0; round++) await TakeAllAsync(ct);
    }

    /// <summary>Throws when the server has closed what was taken.</summary>
    public Task RequireHeldAsync(CancellationToken ct) => InTurnAsync(connection => connection.AskAsync("SELECT 1", ct), ct);

    /// <summary>Closes all; nothing is taken any more.</summary>
    public async Task GiveBackAsync()
    {
        NpgsqlConnection[] held;
        lock (_gate)
        {
            _givenBack = true;
            held = [.. _held];
            _held.Clear();
        }

        await _turn.WaitAsync();
        try
        {
            await Task.WhenAll(held.Select(connection => connection.DisposeAsync().AsTask()));
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>How many of them the server still knows.</summary>
    public async Task<long> LeftAsync(CancellationToken ct)
    {
        await using var connection = await server.OpenAsync(PostgresServer.Maintenance, "chaoslab-canary", ct);
        return (long)(await connection.AskAsync("SELECT count(*) FROM pg_stat_activity WHERE application_name = $1", ct, _application))!;
    }

    private Task<long> CloseOthersAsync(CancellationToken ct) => InTurnAsync(async connection => (long)(await connection.AskAsync(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE backend_type = 'client backend' AND application_name <> $1",
        ct, _application))!, ct);

    // Only the first one is ever asked anything.
    private async Task<T> InTurnAsync<T>(Func<NpgsqlConnection, Task<T>> ask, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            NpgsqlConnection? first;
            lock (_gate) first = _held.FirstOrDefault();
            return first is null ? throw new IOException("no connection is held") : await ask(first);
        }
        finally
        {
            _turn.Release();
        }
    }

    // Null when the server has no more, or they have been given back.
    private async Task<NpgsqlConnection?> TakeAsync(CancellationToken ct)
    {
        NpgsqlConnection connection;
        try
        {
            connection = await server.OpenAsync(PostgresServer.Maintenance, _application, ct);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.TooManyConnections)
        {
            return null;
        }

        lock (_gate)
        {
            if (!_givenBack)
            {
                _held.Add(connection);
                return connection;
            }
        }

        await connection.DisposeAsync();
        return null;
    }
}
