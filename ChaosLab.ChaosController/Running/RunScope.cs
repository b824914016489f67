using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Ledger;
using ChaosLab.ChaosController.Load;
using ChaosLab.ChaosController.Telemetry;

namespace ChaosLab.ChaosController.Running;

/// <summary>What the parts of one run share.</summary>
internal sealed record RunScope(
    string Id,
    RunOrder Order,
    DateTimeOffset StartedAt,
    BridgeClient Bridge,
    RunLog Log,
    RunFaults Faults,
    SeededDecisions Decisions,
    PurchaseHistory Purchases,
    BooksReader Books,
    TelemetryStore Telemetry,
    LogCapture Logs,
    SnapshotTaker Snapshots,
    TimeProvider Time)
{
    /// <summary>The load; null while there is none.</summary>
    public ILoad? Load { get; set; }
}
