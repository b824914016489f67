using ChaosLab.Hosting.Infrastructure.Postgres;

namespace ChaosLab.Hosting.Resources;

/// <summary>What a lab holds on this machine while it lives: its name, its ports, temporary data.</summary>
internal sealed class LabHolds(LabResource lab, LabLock name, DistributedApplicationModel model) : IDisposable
{
    private int _released;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _released, 1) == 1) return;
        if (lab.Directories.IsTemporary)
        {
            foreach (var postgres in model.Resources.OfType<PostgresProcessResource>()) postgres.Cluster.DeleteMoved();
            lab.Directories.DeleteTemporary();
        }

        lab.Ports.Dispose();
        name.Dispose();
    }
}
