using System.Security.Cryptography;
using ChaosLab.Hosting.Faults.Leases;
using ChaosLab.Hosting.Faults.Observers;
using ChaosLab.Hosting.Faults.Observers.Stores;
using ChaosLab.Hosting.Infrastructure.Postgres;
using ChaosLab.Hosting.Resources;
using Npgsql;

namespace ChaosLab.Hosting.Faults.Kinds.Stores;

/// <summary>An open transaction that holds a table; the server ends it when it is not renewed.</summary>
#pragma warning disable CA1001 // A semaphore whose wait handle nobody asks for holds nothing.
internal sealed class TableLock(
    IResource resource, IReadOnlyList<string> databases, string table, PostgresTableObserver observer, StoreTools tools) : IFault
#pragma warning restore CA1001
{
    private static readonly TimeSpan WaitLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan GoneLimit = TimeSpan.FromSeconds(10);

    private readonly string _application = "chaoslab-lock-" + RandomNumberGenerator.GetHexString(8, lowercase: true);
    private readonly PostgresServer _server = PostgresServer.Of(resource);
    private readonly ResourceView _before = tools.Monitor.Of(resource);
    private readonly SemaphoreSlim _turn = new(1);
    private NpgsqlConnection? _session;

    public FaultCourse Course => FaultCourse.Lasting;

    public IReadOnlyList<IResource> Affected { get; } = [resource];

    public IObserver Observer => observer;

    private string Told => $"locked the table {table} of {observer.Database} on {resource.Name}";

    public async Task<string> ApplyAsync(Action acted, CancellationToken ct)
    {
        observer.Database = await FindDatabaseAsync(ct);
        _session = await _server.OpenAsync(observer.Database, _application, ct, $"-c idle_in_transaction_session_timeout={LeaseRenewal.Length.TotalMilliseconds:0}");
        await _session.AskAsync("BEGIN", ct);
        await _session.AskAsync($"SET LOCAL lock_timeout = '{WaitLimit.TotalSeconds:0}s'", ct);
        await using var take = new NpgsqlCommand($"LOCK TABLE {observer.Table} IN ACCESS EXCLUSIVE MODE", _session)
        {
            CommandTimeout = (int)WaitLimit.TotalSeconds * 2,
        };
        try
        {
            await take.ExecuteNonQueryAsync(ct);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            throw new InvalidOperationException($"The table {table} could not be locked within {WaitLimit.TotalSeconds:0} s: others hold it.", error);
        }

        acted();
        return Told;
    }

    public Task<string> EndedOtherwiseAsync(CancellationToken ct) => tools.Leases.KeepAsync(RenewAsync, ct);

    public async Task LiftAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            // Closing the session rolls its transaction back, also when it is broken.
            if (_session is { } session) await session.DisposeAsync();
            _session = null;
        }
        finally
        {
            _turn.Release();
        }
    }

    public Task<string?> LeftoverAsync(CancellationToken ct) => Patience.UntilNothingAsync(GoneLimit, async inner =>
    {
        // A lock is in the server's memory only.
        if (tools.IsOver(_before)) return null;
        try
        {
            await using var connection = await _server.OpenAsync(PostgresServer.Maintenance, "chaoslab-canary", inner);
            var left = await connection.AskAsync("SELECT count(*) FROM pg_stat_activity WHERE application_name = $1", inner, _application);
            return left is 0L ? null : "the session that holds the lock is still there";
        }
        catch (Exception error) when (PostgresQuestions.IsAway(error))
        {
            return $"{resource.Name} cannot be asked: {error.Message}";
        }
    }, tools.Time, ct);

    private async Task<string?> RenewAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            if (_session is { } session) await session.AskAsync("SELECT 1", ct);
            return null;
        }
        catch (Exception error) when (PostgresQuestions.IsAway(error))
        {
            return $"{Told}, which ended because the server closed the session";
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<string> FindDatabaseAsync(CancellationToken ct)
    {
        foreach (var database in databases)
        {
            await using var connection = await _server.OpenAsync(database, _application, ct);
            if (await connection.AskAsync("SELECT to_regclass($1)::text", ct, observer.Table) is not null) return database;
        }

        throw new FaultRefusedException(Refusal.Conflict, $"There is no table '{table}' in {string.Join(", ", databases)} of '{resource.Name}'.");
    }
}
