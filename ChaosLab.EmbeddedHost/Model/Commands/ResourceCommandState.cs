namespace Aspire.Hosting.ApplicationModel;

/// <summary>Whether a command can be pressed.</summary>
public enum ResourceCommandState
{
    /// <summary>It can.</summary>
    Enabled,

    /// <summary>It is shown, and cannot.</summary>
    Disabled,

    /// <summary>It is not shown.</summary>
    Hidden,
}
