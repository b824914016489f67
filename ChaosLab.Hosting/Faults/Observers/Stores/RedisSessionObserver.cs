using ChaosLab.Hosting.Infrastructure.Redis;

namespace ChaosLab.Hosting.Faults.Observers.Stores;

/// <summary>An idle connection to Redis.</summary>
internal sealed class RedisSessionObserver(RedisServer server) : SessionObserver<RedisConnection>
{
    protected override Task<RedisConnection> OpenAsync(CancellationToken ct) => server.OpenAsync(ct);

    protected override Task AskAsync(RedisConnection session, CancellationToken ct) => session.AskAsync(ct, "PING");
}
