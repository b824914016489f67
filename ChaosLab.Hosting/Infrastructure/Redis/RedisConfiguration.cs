namespace ChaosLab.Hosting.Infrastructure.Redis;

/// <summary>The configuration file of a lab's Redis; a file, so that the password is on no command line.</summary>
internal static class RedisConfiguration
{
    public static string Write(int port, string password, string directory) =>
        $"""
        bind 127.0.0.1
        port {port}
        protected-mode yes
        requirepass {password}
        daemonize no
        dir "{directory.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}"
        appendonly yes
        appendfsync everysec
        save ""
        # The order stream has no expiry and stays; cached copies have one and may go.
        maxmemory 256mb
        maxmemory-policy volatile-lru
        tcp-keepalive 60

        """;
}
