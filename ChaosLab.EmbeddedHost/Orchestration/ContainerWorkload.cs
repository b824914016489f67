using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using ChaosLab.EmbeddedHost.Containers;

namespace ChaosLab.EmbeddedHost.Orchestration;

/// <summary>A resource that runs as a container.</summary>
internal sealed class ContainerWorkload : IWorkload
{
    private readonly RunningContainer _container;

    public ContainerWorkload(RunningContainer container, ImmutableArray<ResourcePropertySnapshot> properties)
    {
        (_container, Properties) = (container, properties);
        Ended = EndAsync();
    }

    public DateTime StartedAt => _container.StartedAt;

    public ImmutableArray<ResourcePropertySnapshot> Properties { get; }

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
