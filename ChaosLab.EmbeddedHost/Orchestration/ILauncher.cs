using Aspire.Hosting.ApplicationModel;

namespace ChaosLab.EmbeddedHost.Orchestration;

/// <summary>Starts resources of one kind.</summary>
internal interface ILauncher
{
    bool CanLaunch(IResource resource);

    /// <summary>Starts the resource; throws <see cref="StartFailedException"/> with the reason when that is not possible.</summary>
    Task<IWorkload> LaunchAsync(LaunchRequest request, CancellationToken cancellationToken);
}

/// <param name="Resource">What to start.</param>
/// <param name="OnLine">Takes each line it prints; the flag says that it came over standard error.</param>
internal sealed record LaunchRequest(IResource Resource, Action<string, bool> OnLine);
