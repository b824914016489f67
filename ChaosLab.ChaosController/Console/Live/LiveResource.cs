using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Console.Live;

/// <summary>A resource as a page shows it: <see cref="ResourceStatus"/> without what only its own page needs.</summary>
/// <param name="Name">The name in the app model.</param>
/// <param name="Type">What it is, for example <c>Project</c>.</param>
/// <param name="State">The host's word.</param>
/// <param name="Health">The host's word, while it runs.</param>
/// <param name="ExplicitStart">Whether it waits to be started by hand.</param>
/// <param name="Pid">Process id, when it is a local process that runs.</param>
/// <param name="ContainerId">Container id, when it is a container that runs.</param>
/// <param name="ExitCode">The last exit code, once it ended.</param>
/// <param name="Stopped">Whether it is down because that was asked for.</param>
/// <param name="Restarts">How often supervision has started it again.</param>
/// <param name="Endpoints">Where it listens.</param>
/// <param name="ActiveFaults">Ids of the faults that act on it now.</param>
internal sealed record LiveResource(
    string Name,
    string Type,
    string? State,
    string? Health,
    bool ExplicitStart,
    int? Pid,
    string? ContainerId,
    int? ExitCode,
    bool Stopped,
    int Restarts,
    IReadOnlyList<ResourceEndpoint> Endpoints,
    IReadOnlyList<string> ActiveFaults)
{
    public static LiveResource Of(ResourceStatus status) => new(
        status.Name, status.Type, status.State, status.Health, status.ExplicitStart, status.Pid, status.ContainerId, status.ExitCode,
        status.Stopped, status.Restarts, status.Endpoints, status.ActiveFaults);
}
