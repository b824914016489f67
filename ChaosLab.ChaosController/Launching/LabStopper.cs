using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Shell;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Launching;

/// <summary>Stops a lab in good order, and by force when that takes too long.</summary>
internal sealed class LabStopper(Terminal terminal, CancellationToken insisted)
{
    private static readonly TimeSpan GracefulLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan KillLimit = TimeSpan.FromSeconds(5);

    /// <summary>Ends an AppHost and everything it started.</summary>
    /// <param name="appHost">Its process.</param>
    /// <param name="location">How to reach its bridge; null when it does not listen yet.</param>
    /// <returns>Whether no process of the lab is left.</returns>
    public async Task<bool> StopAsync(ProcessIdentity appHost, LabLocation? location)
    {
        var parts = await AskToStopAsync(appHost, location);
        if (!await GoneAsync(appHost, GracefulLimit))
        {
            terminal.Note($"The AppHost (pid {appHost.Pid}) does not stop; it is killed.");
            appHost.Kill();
            if (!await GoneAsync(appHost, KillLimit))
            {
                terminal.Error($"The AppHost (pid {appHost.Pid}) cannot be killed. Look at it: ps -p {appHost.Pid} -f");
                return false;
            }
        }

        var left = await LeftAsync(parts);
        if (left.Count == 0) return true;
        terminal.Error($"Still running: {string.Join(", ", left.Select(part => $"{part.Name} (pid {part.Identity.Pid})"))}.");
        return false;
    }

    private async Task<IReadOnlyList<(string Name, ProcessIdentity Identity)>> AskToStopAsync(ProcessIdentity appHost, LabLocation? location)
    {
        if (location is not null)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(insisted);
            limit.CancelAfter(TimeSpan.FromSeconds(5));
            using var bridge = new BridgeClient(location);
            IReadOnlyList<(string, ProcessIdentity)> parts = [];
            try
            {
                parts = Parts(await bridge.GetResourcesAsync(limit.Token));
                await bridge.ShutdownAsync(limit.Token);
                return parts;
            }
            catch (Exception error) when (error is BridgeException or OperationCanceledException)
            {
                appHost.Terminate();
                return parts;
            }
        }

        appHost.Terminate();
        return [];
    }

    private async Task<bool> GoneAsync(ProcessIdentity process, TimeSpan limit)
    {
        try
        {
            return await process.WaitUntilGoneAsync(limit, insisted);
        }
        catch (OperationCanceledException)
        {
            return !process.IsAlive();
        }
    }

    // A killed AppHost's guard needs up to 2 s to end what was left.
    private static async Task<IReadOnlyList<(string Name, ProcessIdentity Identity)>> LeftAsync(
        IReadOnlyList<(string Name, ProcessIdentity Identity)> parts)
    {
        foreach (var (_, identity) in parts) await identity.WaitUntilGoneAsync(KillLimit, CancellationToken.None);
        return [.. parts.Where(part => part.Identity.IsAlive())];
    }

    private static IReadOnlyList<(string, ProcessIdentity)> Parts(IEnumerable<ResourceStatus> resources)
        => [.. resources
            .Where(resource => resource is { Pid: not null, ProcessStartTime: not null })
            .Select(resource => (resource.Name, new ProcessIdentity(resource.Pid!.Value, resource.ProcessStartTime!.Value)))];
}
