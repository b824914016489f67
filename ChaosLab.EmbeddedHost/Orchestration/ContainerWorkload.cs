using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using ChaosLab.EmbeddedHost.Containers;

namespace ChaosLab.EmbeddedHost.Orchestration;

/// <summary>A resource that runs as a container.</summary>
internal sealed class ContainerWorkload : IWorkload
{
    private readonly RunningContainer _container;

    public ContainerWorkload(
        RunningContainer container, ImmutableArray<ResourcePropertySnapshot> properties, IReadOnlyDictionary<string, string> environment)
    {
        (_container, Properties) = (container, properties);
        Environment = [.. environment.Select(variable => new EnvironmentVariableSnapshot(variable.Key, variable.Value, IsFromSpec: true))];
        Ended = EndAsync();
    }

    public DateTime StartedAt => _container.StartedAt;

    public ImmutableArray<ResourcePropertySnapshot> Properties { get; }

    public ImmutableArray<EnvironmentVariableSnapshot> Environment { get; }

    public Task<int> Ended { get; }

    public async Task StopAsync(TimeSpan grace)
    {
        await _container.StopAsync(grace);
        await Ended;
    }

    // Removed at once: the next run has the same name, and the log has been read.
    private async Task<int> EndAsync()
    {
        var exitCode = await _container.Exited;
        await _container.RemoveAsync();
        return exitCode;
    }
}
