namespace Aspire.Hosting.ApplicationModel;

/// <summary>The start waits for another resource.</summary>
/// <param name="resource">The other.</param>
/// <param name="waitType">What it waits for.</param>
/// <param name="exitCode">The right exit code of a completion.</param>
public sealed class WaitAnnotation(IResource resource, WaitType waitType, int exitCode = 0) : IResourceAnnotation
{
    /// <summary>The other.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>What it waits for.</summary>
    public WaitType WaitType { get; } = waitType;

    /// <summary>What happens when the other fails; null for the application's default.</summary>
    public WaitBehavior? WaitBehavior { get; init; }

    /// <summary>The right exit code of a completion.</summary>
    public int ExitCode { get; } = exitCode;
}
