using ChaosLab.Hosting.Faults.Targets;
using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Infrastructure.Postgres;

/// <summary>Makes a stop of Postgres a fast one: hosts send SIGTERM, on which it would wait for its clients to leave.</summary>
internal sealed class PostgresFastStop(ResourceMonitor monitor)
{
    public void Start() => monitor.Changed += OnChanged;

    private static void OnChanged(ResourceView before, ResourceView now)
    {
        if (now.Resource is not PostgresProcessResource || now.State != KnownResourceStates.Stopping || before.State == now.State) return;
        if (Signals.IsSupported && (now.Process ?? before.Process) is { } server) Signals.Send(server, Signals.Interrupt);
    }
}
