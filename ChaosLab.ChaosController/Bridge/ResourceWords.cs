using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Bridge;

/// <summary>How the state of a resource is put into words.</summary>
internal static class ResourceWords
{
    /// <summary>Whether it does what it is there for.</summary>
    public static bool IsWell(ResourceStatus resource)
        => resource is { State: "Running" or "Active", Health: null or "Healthy" };

    /// <summary>Whether it is not expected to run: it waits to be started by hand and has not been.</summary>
    public static bool IsIdle(ResourceStatus resource)
        => resource is { ExplicitStart: true, State: null or "NotStarted" or "Finished" or "Exited" };

    public static string State(ResourceStatus resource) => resource.Stopped ? "Stopped" : resource.State ?? "Unknown";

    public static string Health(ResourceStatus resource) => resource.Health ?? "-";

    /// <summary>The process or container behind it.</summary>
    public static string Process(ResourceStatus resource)
        => resource.Pid is { } pid ? $"pid {pid}"
            : resource.ContainerId is { Length: > 0 } container ? container[..Math.Min(12, container.Length)]
            : "-";

    public static string Urls(ResourceStatus resource)
        => resource.Endpoints.Count == 0 ? "-" : string.Join(" ", resource.Endpoints.Select(endpoint => endpoint.Url));

    /// <summary>The Spectre colour of its state.</summary>
    public static string Colour(ResourceStatus resource)
        => IsWell(resource) ? "green"
            : IsIdle(resource) || resource.Stopped ? "grey"
            : resource.State is "FailedToStart" or "Exited" or "Finished" or "RuntimeUnhealthy" || resource.Health == "Unhealthy" ? "red"
            : "yellow";
}
