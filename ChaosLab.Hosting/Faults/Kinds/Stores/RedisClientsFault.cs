using System.Globalization;
using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Observers;
using ChaosLab.Hosting.Faults.Observers.Stores;
using ChaosLab.Hosting.Faults.Settings;
using ChaosLab.Hosting.Infrastructure.Redis;

namespace ChaosLab.Hosting.Faults.Kinds.Stores;

/// <summary>Closes the connections of every client of a Redis.</summary>
internal sealed class RedisClientsFault(StoreTools tools) : IFaultKind
{
    // Who listens to channels does so on a connection of another type.
    private static readonly string[] Types = ["normal", "pubsub"];

    public string Name => "redis-clients";

    public string Description => "Closes the connections of all clients (CLIENT KILL).";

    public IReadOnlyList<FaultParameter> Parameters => [];

    public string Observed => "A canary that keeps an idle connection open finds it closed.";

    public string Undone => "Clients connect again by themselves; the canary connects and asks.";

    public bool ActsOn(IResource resource) => RedisServer.Is(resource);

    public IFault Prepare(IResource target, FaultOrder order)
    {
        tools.RequireRunning(target);
        return new KillClients(target, new RedisSessionObserver(new RedisServer(target)));
    }

    private sealed class KillClients(IResource resource, RedisSessionObserver canary) : IFault
    {
        private readonly RedisServer _server = new(resource);

        public FaultCourse Course => FaultCourse.Momentary;

        public IReadOnlyList<IResource> Affected { get; } = [resource];

        public IObserver Observer => canary;

        public async Task<string> ApplyAsync(Action acted, CancellationToken ct)
        {
            await canary.ReadyAsync(ct);
            await using var connection = await _server.OpenAsync(ct);
            acted();
            var closed = 0;
            foreach (var type in Types)
            {
                var answer = await connection.AskAsync(ct, "CLIENT", "KILL", "TYPE", type, "SKIPME", "yes");
                closed += int.Parse(answer[0]!, CultureInfo.InvariantCulture);
            }

            return string.Create(CultureInfo.InvariantCulture, $"closed {closed} connections of {resource.Name}, the canary's among them");
        }
    }
}
