namespace Aspire.Hosting;

/// <summary>How an application is built.</summary>
public sealed class DistributedApplicationOptions
{
    /// <summary>The AppHost's arguments.</summary>
    public string[]? Args { get; set; }

    /// <summary>The AppHost's assembly, if not the program's entry assembly.</summary>
    public string? AssemblyName { get; set; }

    /// <summary>Whether the host's dashboard is left out; this host has none.</summary>
    public bool DisableDashboard { get; set; }

    /// <summary>The name in the dashboard.</summary>
    public string? DashboardApplicationName { get; set; }

    /// <summary>Whether http without TLS is allowed.</summary>
    public bool AllowUnsecuredTransport { get; set; }

    /// <summary>Whether the logs of resources also go to the AppHost's log.</summary>
    public bool EnableResourceLogging { get; set; }
}
