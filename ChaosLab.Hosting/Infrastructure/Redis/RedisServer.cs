using System.Globalization;

namespace ChaosLab.Hosting.Infrastructure.Redis;

/// <summary>A Redis of the lab, reached past every edge and pool.</summary>
internal sealed class RedisServer(IResource resource)
{
    private readonly IResourceWithConnectionString _resource = (IResourceWithConnectionString)resource;

    /// <summary>Whether a resource is one.</summary>
    public static bool Is(IResource resource) => resource is RedisProcessResource or RedisResource;

    /// <summary>Opens a connection that nobody else uses.</summary>
    public async Task<RedisConnection> OpenAsync(CancellationToken ct)
        => await RedisConnection.OpenAsync(RedisPing.Parse(
            await _resource.GetConnectionStringAsync(ct) ?? throw new InvalidOperationException($"'{_resource.Name}' has no connection string.")), ct);

    /// <summary>How many keys it holds, in all its databases together.</summary>
    public static async Task<long> KeysAsync(RedisConnection connection, CancellationToken ct)
    {
        // db0:keys=12,expires=3,avg_ttl=4567
        var keyspace = (await connection.AskAsync(ct, "INFO", "keyspace"))[0] ?? "";
        return keyspace.Split('\n')
            .Select(line => line.Split("keys=", 2))
            .Where(parts => parts.Length == 2 && parts[0].StartsWith("db", StringComparison.Ordinal))
            .Sum(parts => long.Parse(parts[1].Split(',')[0], CultureInfo.InvariantCulture));
    }

    /// <summary>A setting.</summary>
    /// <exception cref="IOException">It has no such setting.</exception>
    public static async Task<string> SettingAsync(RedisConnection connection, string name, CancellationToken ct)
        => await connection.AskAsync(ct, "CONFIG", "GET", name) is [_, { } value] ? value : throw new IOException($"Redis has no setting {name}");

    /// <summary>Whether it is what a Redis that is away, or comes and goes, makes a client meet.</summary>
    public static bool IsAway(Exception error) => error is IOException or System.Net.Sockets.SocketException;
}
