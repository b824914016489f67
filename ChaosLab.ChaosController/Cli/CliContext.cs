using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Reports;
using ChaosLab.ChaosController.Setup;
using ChaosLab.ChaosController.Shell;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Cli;

/// <summary>What commands work with.</summary>
/// <param name="Terminal">Where they write.</param>
/// <param name="Repository">The checkout they work on.</param>
/// <param name="Interruption">How the user stops them.</param>
/// <param name="Time">The clock.</param>
internal sealed record CliContext(Terminal Terminal, Repository Repository, Interruption Interruption, TimeProvider Time)
{
    /// <summary>How a report is shown.</summary>
    public IFileOpener Opener { get; init; } = new FileOpener();

    /// <summary>The runs that are kept.</summary>
    public RunStore Runs { get; } = new(Repository.RunsDirectory);

    public LabDirectory Labs { get; } = new(Repository.RunDirectory);

    /// <summary>The running lab that is meant, and a client for its bridge.</summary>
    /// <exception cref="LabError">None runs, or several run and none was named.</exception>
    public (LabLocation Lab, BridgeClient Bridge) Connect(string? name)
    {
        var file = LabSelection.Find(Labs, name);
        return (file.Location!, new BridgeClient(file.Location!));
    }
}
