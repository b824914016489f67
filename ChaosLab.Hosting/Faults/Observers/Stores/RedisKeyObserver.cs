using System.Security.Cryptography;
using ChaosLab.Hosting.Infrastructure.Redis;

namespace ChaosLab.Hosting.Faults.Observers.Stores;

/// <summary>A key that was written; well is one that is still there. That it is gone is told once, then it is written again.</summary>
internal sealed class RedisKeyObserver(RedisServer server) : SessionObserver<RedisKeyObserver.Key>
{
    // Should nobody delete it, it goes by itself.
    private const string Seconds = "600";

    protected override async Task<Key> OpenAsync(CancellationToken ct)
    {
        var key = new Key(server, "chaoslab:canary:" + RandomNumberGenerator.GetHexString(8, lowercase: true));
        await using var connection = await server.OpenAsync(ct);
        await connection.AskAsync(ct, "SET", key.Name, "1", "EX", Seconds);
        return key;
    }

    protected override async Task AskAsync(Key session, CancellationToken ct)
    {
        await using var connection = await server.OpenAsync(ct);
        if (await connection.AskAsync(ct, "GET", session.Name) is not ["1"]) throw new IOException($"the key {session.Name} is gone");
    }

    /// <summary>The key; deleted when it is disposed of.</summary>
    internal sealed class Key(RedisServer server, string name) : IAsyncDisposable
    {
        private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

        public string Name => name;

        public async ValueTask DisposeAsync()
        {
            using var limit = new CancellationTokenSource(Limit);
            try
            {
                await using var connection = await server.OpenAsync(limit.Token);
                await connection.AskAsync(limit.Token, "DEL", name);
            }
            catch (Exception error) when (RedisServer.IsAway(error) || error is OperationCanceledException)
            {
                // It expires by itself.
            }
        }
    }
}
