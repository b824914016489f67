namespace Aspire.Hosting.ApplicationModel;

/// <summary>How the notification service waits.</summary>
public sealed class ResourceNotificationServiceOptions
{
    /// <summary>What waiting does, unless told otherwise, when the resource has ended or failed.</summary>
    /// <value>As in Aspire without a dashboard, it stops.</value>
    public WaitBehavior DefaultWaitBehavior { get; set; } = WaitBehavior.StopOnResourceUnavailable;
}
