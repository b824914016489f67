namespace Aspire.Hosting.ApplicationModel;

/// <summary>How states are shown.</summary>
public static class KnownResourceStateStyles
{
    /// <summary>All is well.</summary>
    public static readonly string Success = "success";

    /// <summary>Something failed.</summary>
    public static readonly string Error = "error";

    /// <summary>It is what it is.</summary>
    public static readonly string Info = "info";

    /// <summary>Something may fail.</summary>
    public static readonly string Warn = "warning";
}
