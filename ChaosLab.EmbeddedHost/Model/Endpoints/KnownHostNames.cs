namespace Aspire.Hosting.ApplicationModel;

/// <summary>Names under which this machine is known.</summary>
public static class KnownHostNames
{
    /// <summary>On the machine itself.</summary>
    public const string Localhost = "localhost";

    /// <summary>In a container.</summary>
    public const string DockerDesktopHostBridge = "host.docker.internal";
}
