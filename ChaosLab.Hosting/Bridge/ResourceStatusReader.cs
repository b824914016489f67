using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Edges;
using ChaosLab.Hosting.Faults;
using ChaosLab.Hosting.Resources;
using ChaosLab.Hosting.Supervision;

namespace ChaosLab.Hosting.Bridge;

/// <summary>Puts what is known of resources on the wire.</summary>
internal sealed class ResourceStatusReader(ResourceMonitor monitor, Supervisor supervisor, FaultBook book, ResourceLogs logs)
{
    private const int LinesOfFailure = 20;

    public async Task<ResourceStatus[]> ReadAllAsync(CancellationToken ct)
        => await Task.WhenAll(monitor.Resources.Where(resource => resource is not EdgeResource).Select(resource => ReadAsync(resource, ct)));

    public async Task<ResourceStatus> ReadAsync(IResource resource, CancellationToken ct)
    {
        var view = monitor.Of(resource);
        var snapshot = view.Snapshot;
        var failed = view.State == KnownResourceStates.FailedToStart || view is { IsTerminal: true, StoppedOnPurpose: false };
        return new ResourceStatus(
            resource.Name,
            snapshot?.ResourceType ?? resource.GetType().Name,
            view.State,
            view.IsRunning ? snapshot?.HealthStatus?.ToString() : null,
            !view.StartsByItself,
            view.IsRunning ? view.Process?.Pid : null,
            view.IsRunning ? view.Process?.StartTime : null,
            view.IsRunning ? view.ContainerId : null,
            view.IsTerminal ? snapshot?.ExitCode : null,
            view is { IsTerminal: true, StoppedOnPurpose: true },
            supervisor.RestartsOf(resource),
            Endpoints(resource),
            snapshot is { Commands.IsDefault: false } ? [.. snapshot.Commands.Select(Command)] : [],
            [.. book.ActiveOn(resource).Select(run => run.Record.Id)],
            failed ? await logs.LastAsync(resource, LinesOfFailure, ct) : null);
    }

    private static IReadOnlyList<ResourceEndpoint> Endpoints(IResource resource)
        => resource is IResourceWithEndpoints service
            ? [.. service.GetEndpoints().Where(endpoint => endpoint.IsAllocated).Select(endpoint => new ResourceEndpoint(endpoint.EndpointName, endpoint.Url))]
            : [];

    private static ResourceCommand Command(ResourceCommandSnapshot command) => new(
        command.Name,
        command.DisplayName,
        command.DisplayDescription,
        command.State.ToString(),
        [.. (command.Arguments ?? []).Select(input =>
            new ResourceCommandArgument(input.Name, input.Label, input.InputType.ToString(), input.Required, input.Value))]);
}
