namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a wait does when the other resource fails.</summary>
public enum WaitBehavior
{
    /// <summary>It goes on: the resource may be started again.</summary>
    WaitOnResourceUnavailable,

    /// <summary>It fails.</summary>
    StopOnResourceUnavailable,
}
