using ChaosLab.ChaosController.Bridge;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Cli;

/// <summary>A running lab with the ways to it.</summary>
internal sealed record ConnectedLab(LabLocation Location, BridgeClient Bridge, RunsClient Runs) : IDisposable
{
    /// <summary>The running lab that is meant.</summary>
    /// <exception cref="Shell.LabError">None runs, or several run and none was named.</exception>
    public static ConnectedLab Open(CliContext context, string? name)
    {
        var (location, bridge) = context.Connect(name);
        return new ConnectedLab(location, bridge, new RunsClient(location));
    }

    public void Dispose()
    {
        Bridge.Dispose();
        Runs.Dispose();
    }
}
