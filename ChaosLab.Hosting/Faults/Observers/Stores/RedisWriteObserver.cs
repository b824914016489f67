using ChaosLab.Hosting.Infrastructure.Redis;

namespace ChaosLab.Hosting.Faults.Observers.Stores;

/// <summary>A write of a key that goes by itself.</summary>
internal sealed class RedisWriteObserver(RedisServer server) : IObserver
{
    private const string Key = "chaoslab:canary:write";

    public async Task<bool> IsWellAsync(CancellationToken ct)
    {
        await WriteAsync(server, ct);
        return true;
    }

    /// <summary>Throws unless Redis takes a write.</summary>
    public static async Task WriteAsync(RedisServer server, CancellationToken ct)
    {
        await using var connection = await server.OpenAsync(ct);
        await connection.AskAsync(ct, "SET", Key, "1", "PX", "1000");
    }
}
