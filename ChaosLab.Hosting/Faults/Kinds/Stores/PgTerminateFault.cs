using System.Globalization;
using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Observers;
using ChaosLab.Hosting.Faults.Observers.Stores;
using ChaosLab.Hosting.Faults.Settings;
using ChaosLab.Hosting.Infrastructure.Postgres;

namespace ChaosLab.Hosting.Faults.Kinds.Stores;

/// <summary>Ends every client's session of a Postgres, as a failover or an impatient administrator does.</summary>
internal sealed class PgTerminateFault(StoreTools tools) : IFaultKind
{
    public string Name => "pg-terminate";

    public string Description => "Ends the sessions of all clients; pools are left with broken connections.";

    public IReadOnlyList<FaultParameter> Parameters => [];

    public string Observed => "A canary that keeps an idle session open finds it broken.";

    public string Undone => "Clients connect again by themselves; the canary opens a session and asks.";

    public bool ActsOn(IResource resource) => PostgresServer.Is(resource);

    public IFault Prepare(IResource target, FaultOrder order)
    {
        tools.RequireRunning(target);
        return new Terminate(target, new PostgresSessionObserver(PostgresServer.Of(target)));
    }

    private sealed class Terminate(IResource resource, PostgresSessionObserver canary) : IFault
    {
        private readonly PostgresServer _server = PostgresServer.Of(resource);

        public FaultCourse Course => FaultCourse.Momentary;

        public IReadOnlyList<IResource> Affected { get; } = [resource];

        public IObserver Observer => canary;

        public async Task<string> ApplyAsync(Action acted, CancellationToken ct)
        {
            await canary.ReadyAsync(ct);
            await using var connection = await _server.OpenAsync(PostgresServer.Maintenance, "chaoslab-terminate", ct);
            acted();
            var ended = await connection.AskAsync(
                "SELECT count(*) FILTER (WHERE ended) FROM (SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()) AS others", ct);
            return string.Create(CultureInfo.InvariantCulture, $"ended {ended} sessions of {resource.Name}, the canary's among them");
        }
    }
}
