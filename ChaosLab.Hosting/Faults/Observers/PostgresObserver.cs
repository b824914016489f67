using ChaosLab.Hosting.Infrastructure.Postgres;

namespace ChaosLab.Hosting.Faults.Observers;

/// <summary>SELECT 1.</summary>
internal sealed class PostgresObserver(IResourceWithConnectionString postgres) : IObserver
{
    public async Task<bool> IsWellAsync(CancellationToken ct)
    {
        if (await postgres.GetConnectionStringAsync(ct) is not { } connectionString) return false;
        await PostgresHealthCheck.AskAsync(connectionString, ct);
        return true;
    }
}
