using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Observers;
using ChaosLab.Hosting.Faults.Settings;
using ChaosLab.Hosting.Infrastructure.Postgres;

namespace ChaosLab.Hosting.Faults.Kinds.Stores;

/// <summary>Takes every connection that a Postgres has, as a client does that leaks them.</summary>
/// <remarks>They are the AppHost's own, so they end with it at the latest.</remarks>
internal sealed class PgPoolFault(StoreTools tools) : IFaultKind
{
    public const string KindName = "pg-pool";

    private const string Evict = "evict";
    private const string Yes = "yes";

    public string Name => KindName;

    public string Description => "Takes all connections of the Postgres server; whoever asks for one is refused.";

    public IReadOnlyList<FaultParameter> Parameters { get; } =
    [
        FaultParameters.ForSeconds(null),
        FaultParameters.Choice(Evict, "Whether the connections of others are closed and taken, too; without, who has one keeps it.", Yes, "no"),
    ];

    public string Observed => "A canary asks for a connection of its own and is refused.";

    public string Undone => "The connections are closed, also when the AppHost ends; the server is asked whether any is left, and the canary asks until it gets one.";

    public bool ActsOn(IResource resource) => PostgresServer.Is(resource);

    public IFault Prepare(IResource target, FaultOrder order)
    {
        tools.RequireRunning(target);
        tools.RequireNone(KindName, target);
        return new Pool(target, order.Text(Evict) == Yes, tools);
    }

    private sealed class Pool(IResource resource, bool evict, StoreTools tools) : IFault
    {
        private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
        private static readonly TimeSpan TakeLimit = TimeSpan.FromSeconds(20);
        private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(10);

        private readonly TakenConnections _taken = new(PostgresServer.Of(resource), evict);

        public FaultCourse Course => FaultCourse.Lasting;

        public IReadOnlyList<IResource> Affected { get; } = [resource];

        public IReadOnlyList<IResource> Disabled => Affected;

        public IObserver Observer { get; } = tools.Observers.Of(resource);

        public async Task<string> ApplyAsync(Action acted, CancellationToken ct)
        {
            await PatientlyAsync(_taken.TakeAllAsync, ct);
            acted();
            await PatientlyAsync(_taken.TakeOthersAsync, ct);
            return $"took all {_taken.Count} free connections of {resource.Name}";
        }

        // What others give back is taken, too.
        public async Task<string> EndedOtherwiseAsync(CancellationToken ct)
        {
            while (true)
            {
                await Task.Delay(Interval, tools.Time, ct);
                try
                {
                    await _taken.RequireHeldAsync(ct);
                }
                catch (Exception error) when (PostgresQuestions.IsAway(error))
                {
                    return $"took all connections of {resource.Name}, which ended because the server closed them";
                }

                await PatientlyAsync(_taken.TakeAllAsync, ct);
                await PatientlyAsync(_taken.TakeOthersAsync, ct);
            }
        }

        public Task LiftAsync(CancellationToken ct) => _taken.GiveBackAsync();

        // Another fault on the server may need a connection to be undone.
        public Task ReleaseAsync() => _taken.GiveBackAsync();

        public Task<string?> LeftoverAsync(CancellationToken ct) => Patience.UntilNothingAsync(CloseLimit, async inner =>
        {
            if (tools.Monitor.Of(resource).IsDown) return null;
            try
            {
                return await _taken.LeftAsync(inner) is var left and > 0 ? $"{left} of its connections are still open" : null;
            }
            catch (Exception error) when (PostgresQuestions.IsAway(error))
            {
                return $"{resource.Name} cannot be asked: {error.Message}";
            }
        }, tools.Time, ct);

        // Many connections at once may take a slow machine longer than one is waited for.
        private Task<bool> PatientlyAsync(Func<CancellationToken, Task> take, CancellationToken ct)
            => Patience.UntilDoneAsync(TakeLimit, PostgresQuestions.IsAway, async inner =>
            {
                await take(inner);
                return true;
            }, tools.Time, ct);
    }
}
