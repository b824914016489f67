using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace ChaosLab.Hosting.Infrastructure.Postgres;

/// <summary>Healthy when SELECT 1 is answered over a new connection.</summary>
internal sealed class PostgresHealthCheck(string connectionString) : IHealthCheck
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <summary>Throws unless Postgres answers.</summary>
    public static async Task AskAsync(string connectionString, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false;Timeout=2;Command Timeout=2;Cancellation Timeout=-1");
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand("SELECT 1", connection);
        await command.ExecuteScalarAsync(ct);
    }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            await AskAsync(connectionString + ";Database=postgres", limit.Token);
            return HealthCheckResult.Healthy();
        }
        catch (Exception error) when (error is NpgsqlException or IOException or TimeoutException or OperationCanceledException or System.Net.Sockets.SocketException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return HealthCheckResult.Unhealthy(error is OperationCanceledException ? $"no answer within {Limit.TotalSeconds:0} s" : error.Message);
        }
    }
}
