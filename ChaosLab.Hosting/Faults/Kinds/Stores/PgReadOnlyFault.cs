using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Observers;
using ChaosLab.Hosting.Faults.Observers.Stores;
using ChaosLab.Hosting.Faults.Settings;
using ChaosLab.Hosting.Infrastructure.Postgres;

namespace ChaosLab.Hosting.Faults.Kinds.Stores;

/// <summary>Makes a Postgres refuse writes, as one does that has failed over to a replica or protects a full disk.</summary>
/// <remarks>The setting lies in the data directory and so outlives everybody: it is undone before a stop, and what a kill leaves by the next start.</remarks>
internal sealed class PgReadOnlyFault(StoreTools tools) : IFaultKind
{
    public const string KindName = "pg-read-only";

    private const string Application = "chaoslab-read-only";

    // What this kind sets must not keep it from undoing that.
    private const string Writable = "-c default_transaction_read_only=off";

    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan EffectLimit = TimeSpan.FromSeconds(10);

    public string Name => KindName;

    public string Description => "Postgres refuses every write and still answers reads.";

    public IReadOnlyList<FaultParameter> Parameters { get; } = [FaultParameters.ForSeconds(null)];

    public string Observed => "A canary's write, in a transaction that is rolled back, is refused.";

    public string Undone => "The setting is taken back, also before the lab stops, and after a kill of the AppHost by the next start; the server is asked for it, and the canary writes until it is allowed to.";

    public bool Outlasts => true;

    public bool ActsOn(IResource resource) => PostgresServer.Is(resource);

    public IFault Prepare(IResource target, FaultOrder order)
    {
        tools.RequireRunning(target);
        tools.RequireNone(KindName, target);
        return new ReadOnly(target, tools, set: false);
    }

    public async Task UndoLeftoverAsync(IResource target, CancellationToken ct)
    {
        var fault = new ReadOnly(target, tools, set: true);
        await fault.LiftAsync(ct);
        if (await fault.LeftoverAsync(ct) is { } leftover) throw new InvalidOperationException(leftover + ".");
    }

    private sealed class ReadOnly(IResource resource, StoreTools tools, bool set) : IFault
    {
        // Until this lab has begun to set it, it is somebody else's if it is on.
        private bool _set = set;

        private readonly PostgresServer _server = PostgresServer.Of(resource);

        public FaultCourse Course => FaultCourse.Lasting;

        public IReadOnlyList<IResource> Affected { get; } = [resource];

        public IObserver Observer { get; } = new PostgresWriteObserver(PostgresServer.Of(resource));

        public async Task<string> ApplyAsync(Action acted, CancellationToken ct)
        {
            if (await IsReadOnlyAsync(ct))
            {
                throw new FaultRefusedException(Refusal.Conflict, $"'{resource.Name}' is read-only already, and not by this lab; nothing was done.");
            }

            _set = true;
            await SetAsync("ALTER SYSTEM SET default_transaction_read_only = on", acted, ct);
            return $"{resource.Name} read-only";
        }

        public Task LiftAsync(CancellationToken ct)
            => !_set ? Task.CompletedTask : Patience.UntilDoneAsync(AnswerLimit, MayPass, async inner =>
            {
                await SetAsync("ALTER SYSTEM RESET default_transaction_read_only", () => { }, inner);
                return true;
            }, tools.Time, ct);

        public Task<string?> LeftoverAsync(CancellationToken ct) => !_set ? Task.FromResult<string?>(null) : Patience.UntilNothingAsync(EffectLimit, async inner =>
        {
            try
            {
                if (await IsReadOnlyAsync(inner)) return "default_transaction_read_only is still on";
                await PostgresWriteObserver.WriteAsync(_server, inner);
                return null;
            }
            catch (Exception error) when (PostgresQuestions.IsAway(error))
            {
                return $"a canary cannot write: {error.Message}";
            }
        }, tools.Time, ct);

        private async Task SetAsync(string sql, Action done, CancellationToken ct)
        {
            await using var connection = await _server.OpenAsync(PostgresServer.Maintenance, Application, ct, Writable);
            await connection.AskAsync(sql, ct);
            await connection.AskAsync("SELECT pg_reload_conf()", ct);
            done();
        }

        private async Task<bool> IsReadOnlyAsync(CancellationToken ct)
            => await _server.AskAsync(PostgresServer.Maintenance, Application, "SHOW default_transaction_read_only", ct) is "on";

        private bool MayPass(Exception error) => PostgresQuestions.IsAway(error) && !tools.Monitor.Of(resource).IsDown;
    }
}
