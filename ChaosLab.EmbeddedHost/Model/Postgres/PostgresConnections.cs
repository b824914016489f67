using Aspire.Hosting.ApplicationModel;
using Npgsql;

namespace Aspire.Hosting;

/// <summary>How the host itself connects to a server.</summary>
internal static class PostgresConnections
{
    private const int LimitInSeconds = 2;

    /// <summary>The resource's connection string, for one short visit: a pool would keep connections that a killed server has closed.</summary>
    public static async Task<string> StringAsync(IResourceWithConnectionString resource, CancellationToken cancellationToken)
    {
        var settings = new NpgsqlConnectionStringBuilder(await resource.GetConnectionStringAsync(cancellationToken)) { Pooling = false, Timeout = LimitInSeconds };
        // Npgsql would take the user's name.
        settings.Database ??= "postgres";
        return settings.ConnectionString;
    }
}
