using System.Globalization;

namespace ChaosLab.Hosting.Infrastructure.Postgres;

/// <summary>How a lab's Postgres is started: small, on loopback only, durable.</summary>
internal static class PostgresArguments
{
    /// <summary>The settings, as arguments of <c>postgres</c>; also of an image's entry point.</summary>
    public static IEnumerable<string> Settings { get; } =
    [
        "-c", "shared_buffers=64MB",
        "-c", "max_connections=150",
        "-c", "fsync=on",
        "-c", "synchronous_commit=on",
        // A single server on one machine: nobody replicates from it.
        "-c", "wal_level=minimal",
        "-c", "max_wal_senders=0",
        "-c", "max_wal_size=512MB",
    ];

    /// <summary>All arguments of a local server.</summary>
    public static IEnumerable<string> Server(string data, int port) =>
    [
        "-D", data,
        "-p", port.ToString(CultureInfo.InvariantCulture),
        "-c", "listen_addresses=127.0.0.1",
        // No socket file: its path may not be longer than 107 characters, and nobody uses it.
        "-c", "unix_socket_directories=",
        "-c", "logging_collector=off",
        .. Settings,
    ];
}
