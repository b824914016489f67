using System.Globalization;
using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Observers;
using ChaosLab.Hosting.Faults.Observers.Stores;
using ChaosLab.Hosting.Faults.Settings;
using ChaosLab.Hosting.Infrastructure.Redis;

namespace ChaosLab.Hosting.Faults.Kinds.Stores;

/// <summary>Empties a Redis: copies, features and the order stream are gone at once.</summary>
internal sealed class RedisFlushFault(StoreTools tools) : IFaultKind
{
    public string Name => "redis-flush";

    public string Description => "Deletes every key (FLUSHALL), and tells how many there were.";

    public IReadOnlyList<FaultParameter> Parameters => [];

    public string Observed => "A key that a canary wrote over a connection of its own is gone.";

    public string Undone => "What is lost stays lost, and is told; the canary writes its key again and finds it.";

    public bool ActsOn(IResource resource) => RedisServer.Is(resource);

    public IFault Prepare(IResource target, FaultOrder order)
    {
        tools.RequireRunning(target);
        return new Flush(target, new RedisKeyObserver(new RedisServer(target)));
    }

    private sealed class Flush(IResource resource, RedisKeyObserver canary) : IFault
    {
        private readonly RedisServer _server = new(resource);

        public FaultCourse Course => FaultCourse.Momentary;

        public IReadOnlyList<IResource> Affected { get; } = [resource];

        public IObserver Observer => canary;

        public async Task<string> ApplyAsync(Action acted, CancellationToken ct)
        {
            await canary.ReadyAsync(ct);
            await using var connection = await _server.OpenAsync(ct);
            var keys = await RedisServer.KeysAsync(connection, ct);
            acted();
            await connection.AskAsync(ct, "FLUSHALL");

            // One of them was the canary's.
            return string.Create(CultureInfo.InvariantCulture, $"flushed {resource.Name}, {Math.Max(0, keys - 1)} keys lost");
        }
    }
}
