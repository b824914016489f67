namespace ChaosLab.Hosting.Bridge.Wire;

/// <summary>One resource of the lab, now.</summary>
/// <param name="Name">The name in the app model.</param>
/// <param name="Type">What it is, for example <c>Project</c>, <c>Executable</c>, <c>Container</c>.</param>
/// <param name="State">The host's word: <c>Running</c>, <c>NotStarted</c>, <c>Finished</c>, <c>FailedToStart</c>, ….</param>
/// <param name="Health"><c>Healthy</c>, <c>Unhealthy</c>, <c>Degraded</c>, or null while it does not run.</param>
/// <param name="ExplicitStart">Whether it waits to be started by hand.</param>
/// <param name="Pid">Process id, when it is a local process that runs.</param>
/// <param name="ProcessStartTime">When that process started, UTC.</param>
/// <param name="ContainerId">Container id, when it is a container that runs.</param>
/// <param name="ExitCode">The last exit code, once it ended.</param>
/// <param name="Stopped">Whether it is down because that was asked for, by a command or by a fault that stops; what crashed or was killed is not.</param>
/// <param name="Restarts">How often supervision has started it again in this run.</param>
/// <param name="Endpoints">Where it listens.</param>
/// <param name="Commands">What can be done to it.</param>
/// <param name="ActiveFaults">Ids of the faults that act on it now.</param>
/// <param name="LastLogLines">The end of its log; only when it failed.</param>
public sealed record ResourceStatus(
    string Name,
    string Type,
    string? State,
    string? Health,
    bool ExplicitStart,
    int? Pid,
    DateTimeOffset? ProcessStartTime,
    string? ContainerId,
    int? ExitCode,
    bool Stopped,
    int Restarts,
    IReadOnlyList<ResourceEndpoint> Endpoints,
    IReadOnlyList<ResourceCommand> Commands,
    IReadOnlyList<string> ActiveFaults,
    IReadOnlyList<string>? LastLogLines = null);
