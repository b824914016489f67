using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace ChaosLab.EmbeddedHost.Orchestration;

/// <summary>One run of a resource: a process or a container that was started.</summary>
internal interface IWorkload
{
    /// <summary>UTC.</summary>
    DateTime StartedAt { get; }

    /// <summary>What the snapshot tells about it.</summary>
    ImmutableArray<ResourcePropertySnapshot> Properties { get; }

    /// <summary>The variables that the application model set.</summary>
    ImmutableArray<EnvironmentVariableSnapshot> Environment { get; }

    /// <summary>Completes with the exit code when it has ended, with all that belonged to it.</summary>
    Task<int> Ended { get; }

    /// <summary>Asks it to end, ends it by force after the grace; completes when it is gone.</summary>
    Task StopAsync(TimeSpan grace);
}
