using ChaosLab.Hosting.Infrastructure.Postgres;
using Npgsql;

namespace ChaosLab.Hosting.Faults.Observers.Stores;

/// <summary>An idle session of Postgres.</summary>
internal sealed class PostgresSessionObserver(PostgresServer server) : SessionObserver<NpgsqlConnection>
{
    protected override Task<NpgsqlConnection> OpenAsync(CancellationToken ct) => server.OpenAsync(PostgresServer.Maintenance, "chaoslab-canary", ct);

    protected override Task AskAsync(NpgsqlConnection session, CancellationToken ct) => session.AskAsync("SELECT 1", ct);
}
