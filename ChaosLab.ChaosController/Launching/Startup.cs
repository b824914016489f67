using System.Diagnostics;
using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Shell;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Launching;

/// <summary>Watches a lab start, until it is ready or has failed.</summary>
/// <param name="labs">Where its locate file will appear.</param>
/// <param name="name">Its name.</param>
/// <param name="appHost">Its process.</param>
internal sealed class Startup(LabDirectory labs, string name, AppHostProcess appHost)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(150);

    /// <summary>Waits until every resource that starts by itself is healthy.</summary>
    /// <param name="limit">How long that may take.</param>
    /// <param name="progress">Told each new picture of the resources.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <exception cref="LabError">The AppHost ended, the lab failed, or the time is over.</exception>
    public async Task<LabLocation> WaitAsync(TimeSpan limit, Action<IReadOnlyList<ResourceStatus>> progress, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        LabLocation? location = null;
        BridgeClient? bridge = null;
        IReadOnlyList<ResourceStatus> seen = [];
        try
        {
            while (true)
            {
                if (appHost.HasExited) throw LabError.No(Ended());
                location ??= Locate();
                if (location is not null)
                {
                    bridge ??= new BridgeClient(location);
                    try
                    {
                        seen = await bridge.GetResourcesAsync(ct);
                        progress(seen);
                        var lab = await bridge.GetLabAsync(ct);
                        if (lab.Failure is { } failure) throw LabError.No(failure);
                        if (lab.Ready) return location;
                    }
                    catch (BridgeException error) when (error.IsUnreachable)
                    {
                        // The bridge goes away just before its process does.
                    }
                }

                if (clock.Elapsed > limit) throw LabError.No(TooLong(limit, seen));
                await Task.Delay(Interval, ct);
            }
        }
        finally
        {
            bridge?.Dispose();
        }
    }

    private LabLocation? Locate()
        => labs.Read(name) is { State: LocateFileState.Running } file && IsOurs(file) ? file.Location : null;

    // On Windows a shell stands between, so the process id is another one.
    private bool IsOurs(LocateFile file) => OperatingSystem.IsWindows() || file.Location!.Pid == appHost.Identity.Pid;

    private string Ended()
    {
        var lines = appHost.LastLines(15).Where(line => !line.StartsWith("ChaosLab host:", StringComparison.Ordinal)).ToArray();
        return lines.Length == 0
            ? $"The AppHost ended with exit code {appHost.ExitCode} and said nothing."
            : string.Join('\n', lines);
    }

    private static string TooLong(TimeSpan limit, IEnumerable<ResourceStatus> resources)
    {
        var waiting = resources
            .Where(resource => !resource.ExplicitStart && !ResourceWords.IsWell(resource))
            .Select(resource => $"{resource.Name} ({ResourceWords.State(resource)})");
        return $"The lab is not ready after {Duration.Show(limit)}. Not healthy: {string.Join(", ", waiting)}.";
    }
}
