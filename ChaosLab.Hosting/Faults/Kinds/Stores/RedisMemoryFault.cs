using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Observers;
using ChaosLab.Hosting.Faults.Observers.Stores;
using ChaosLab.Hosting.Faults.Settings;
using ChaosLab.Hosting.Infrastructure.Redis;
using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Faults.Kinds.Stores;

/// <summary>Lets a Redis be full: it refuses writes and still answers reads.</summary>
/// <remarks>The settings are in its memory only: they end with it, and it ends with the AppHost.</remarks>
internal sealed class RedisMemoryFault(StoreTools tools) : IFaultKind
{
    public const string KindName = "redis-memory";

    public string Name => KindName;

    public string Description => "Redis is at its memory limit: writes fail with OOM, reads are answered.";

    public IReadOnlyList<FaultParameter> Parameters { get; } = [FaultParameters.ForSeconds(null)];

    public string Observed => "A canary's write over a connection of its own is refused.";

    public string Undone => "The old limit and policy are set again, and end with Redis anyway; Redis is asked for them, and the canary writes until it is allowed to.";

    public bool ActsOn(IResource resource) => RedisServer.Is(resource);

    public IFault Prepare(IResource target, FaultOrder order)
    {
        tools.RequireRunning(target);
        tools.RequireNone(KindName, target);
        return new Full(target, tools);
    }

    private sealed class Full(IResource resource, StoreTools tools) : IFault
    {
        private const string Limit = "maxmemory";
        private const string Policy = "maxmemory-policy";

        private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(20);

        private readonly RedisServer _server = new(resource);
        private readonly ResourceView _before = tools.Monitor.Of(resource);
        private (string Limit, string Policy)? _old;

        public FaultCourse Course => FaultCourse.Lasting;

        public IReadOnlyList<IResource> Affected { get; } = [resource];

        public IObserver Observer { get; } = new RedisWriteObserver(new RedisServer(resource));

        public async Task<string> ApplyAsync(Action acted, CancellationToken ct)
        {
            await using var connection = await _server.OpenAsync(ct);
            _old = (await RedisServer.SettingAsync(connection, Limit, ct), await RedisServer.SettingAsync(connection, Policy, ct));

            // The policy first: with another one, a limit of one byte would throw the copies away.
            await connection.AskAsync(ct, "CONFIG", "SET", Policy, "noeviction");
            await connection.AskAsync(ct, "CONFIG", "SET", Limit, "1");
            acted();
            return $"{resource.Name} at its memory limit";
        }

        public async Task<string> EndedOtherwiseAsync(CancellationToken ct)
        {
            await tools.EndOfAsync(_before, ct);
            return $"{resource.Name} at its memory limit, which ended because it was stopped or started anew";
        }

        public Task LiftAsync(CancellationToken ct) => Patience.UntilDoneAsync(AnswerLimit, RedisServer.IsAway, async inner =>
        {
            if (_old is not { } old || tools.IsOver(_before)) return true;
            await using var connection = await _server.OpenAsync(inner);
            await connection.AskAsync(inner, "CONFIG", "SET", Limit, old.Limit);
            await connection.AskAsync(inner, "CONFIG", "SET", Policy, old.Policy);
            return true;
        }, tools.Time, ct);

        public Task<string?> LeftoverAsync(CancellationToken ct) => Patience.UntilDoneAsync(AnswerLimit, RedisServer.IsAway, async inner =>
        {
            if (_old is not { } old || tools.IsOver(_before)) return null;
            await using var connection = await _server.OpenAsync(inner);
            var now = (Limit: await RedisServer.SettingAsync(connection, Limit, inner), Policy: await RedisServer.SettingAsync(connection, Policy, inner));
            if (now != old) return $"{Limit} is {now.Limit} and {Policy} is {now.Policy}, not {old.Limit} and {old.Policy}";
            await RedisWriteObserver.WriteAsync(_server, inner);
            return null;
        }, tools.Time, ct);
    }
}
