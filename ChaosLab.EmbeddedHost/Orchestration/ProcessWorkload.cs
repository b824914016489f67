using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using ChaosLab.EmbeddedHost.Guard;
using ChaosLab.EmbeddedHost.Processes;

namespace ChaosLab.EmbeddedHost.Orchestration;

/// <summary>A resource that runs as a process.</summary>
internal sealed class ProcessWorkload : IWorkload
{
    private static readonly TimeSpan SweepLimit = TimeSpan.FromSeconds(2);
    private readonly RunningProcess _process;

    public ProcessWorkload(
        RunningProcess process, ImmutableArray<ResourcePropertySnapshot> properties, IReadOnlyDictionary<string, string> environment)
    {
        (_process, Properties) = (process, properties);
        Environment = [.. environment.Select(variable => new EnvironmentVariableSnapshot(variable.Key, variable.Value, IsFromSpec: true))];
        Ended = EndAsync();
    }

    public DateTime StartedAt => _process.StartedAt;

    public ImmutableArray<ResourcePropertySnapshot> Properties { get; }

    public ImmutableArray<EnvironmentVariableSnapshot> Environment { get; }

    public Task<int> Ended { get; }

    public async Task StopAsync(TimeSpan grace)
    {
        await _process.StopAsync(grace);
        await Ended;
    }

    // What a process leaves in its session would hold its port, and outlive the lab.
    private async Task<int> EndAsync()
    {
        var exitCode = await _process.Exited;
        await ProcessTree.KillAsync([_process.Identity], SweepLimit);
        GuardLink.Shared.Ended(_process.Identity);
        return exitCode;
    }
}
