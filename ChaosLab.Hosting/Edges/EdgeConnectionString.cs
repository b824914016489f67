using System.Data.Common;
using System.Globalization;

namespace ChaosLab.Hosting.Edges;

/// <summary>Makes a connection string lead over an edge: another port of this machine, everything else as it was.</summary>
internal static class EdgeConnectionString
{
    /// <summary>Rewrites <c>host:port,password=…</c> (Redis) or <c>Host=…;Port=…;…</c> (Postgres).</summary>
    public static string Through(EdgeProtocol protocol, string connectionString, int port) => protocol switch
    {
        EdgeProtocol.Redis => Redis(connectionString, port),
        EdgeProtocol.Postgres => Postgres(connectionString, port),
        _ => throw new ArgumentOutOfRangeException(nameof(protocol), protocol, "Only Redis and Postgres have connection strings here."),
    };

    private static string Redis(string connectionString, int port)
    {
        var comma = connectionString.IndexOf(',', StringComparison.Ordinal);
        return string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}{(comma < 0 ? "" : connectionString[comma..])}");
    }

    private static string Postgres(string connectionString, int port)
    {
        var parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
        parts["Host"] = "127.0.0.1";
        parts["Port"] = port;
        return parts.ConnectionString;
    }
}
