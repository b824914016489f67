using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Ledger;
using ChaosLab.ChaosController.Load;
using ChaosLab.ChaosController.Reports;
using ChaosLab.ChaosController.Telemetry;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Running;

/// <summary>What the parts of one run share.</summary>
internal sealed record RunScope(
    string Id,
    RunFolder Folder,
    string? GatewaySocket,
    RunOrder Order,
    LabInfo Lab,
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
    LoadOutcomes Outcomes,
    TimeProvider Time)
{
    /// <summary>How often each part had been restarted when the run began.</summary>
    public IReadOnlyDictionary<string, int> RestartsBefore { get; set; } = new Dictionary<string, int>();

    /// <summary>The check of the books for the load's purchases; null while there is no load.</summary>
    public BooksSettling? Settling => Load is { KeyPrefix: { } prefix } ? new BooksSettling(Books, prefix, Time) : null;

    /// <summary>The load; null while there is none.</summary>
    public ILoad? Load { get; set; }

    /// <summary>The experiment's own load command; null without one.</summary>
    public ExternalLoadProcess? LoadCommand { get; set; }
}
