using System.Security.Cryptography;
using ChaosLab.Hosting.Edges;
using ChaosLab.Hosting.Infrastructure;
using ChaosLab.Hosting.Options;

namespace ChaosLab.Hosting.Resources;

/// <summary>The lab as a whole: carries its settings, and the commands that act on all of it.</summary>
public sealed class LabResource : Resource
{
    /// <summary>The name under which the lab as a whole is a target.</summary>
    public const string ResourceName = "lab";

    internal LabResource(ChaosLabOptions options, InfrastructureSource infrastructure, LabPorts ports, LabDirectories directories, string token)
        : base(ResourceName)
    {
        Options = options;
        Infrastructure = infrastructure;
        Ports = ports;
        Directories = directories;
        Token = token;
        GatewayPort = options.Port == 0 ? ports.Next() : options.Port;
        ConsolePort = options.ConsolePort == 0 ? ports.Next() : options.ConsolePort;
    }

    /// <summary>The settings.</summary>
    public ChaosLabOptions Options { get; }

    /// <summary>The gateway's port.</summary>
    public int GatewayPort { get; }

    /// <summary>The controller's port.</summary>
    public int ConsolePort { get; }

    /// <summary>Where customers reach the shop.</summary>
    public string GatewayUrl => $"http://localhost:{GatewayPort}";

    /// <summary>Where the controller listens.</summary>
    public string ConsoleUrl => $"http://localhost:{ConsolePort}";

    /// <summary>Bearer token of this run: for the bridge, and for what the services let only the lab do.</summary>
    public string Token { get; }

    /// <summary>Where the bridge listens; known once the application starts.</summary>
    public string? BridgeUrl { get; internal set; }

    internal InfrastructureSource Infrastructure { get; }

    internal LabPorts Ports { get; }

    internal LabDirectories Directories { get; }

    /// <summary>The edges between the parts of the shop.</summary>
    internal LabEdges Edges { get; } = new();

    /// <summary>The services that have several instances, each as one target.</summary>
    internal List<LabService> Services { get; } = [];

    /// <summary>Tells this run from others of the same lab.</summary>
    internal string RunId { get; } = RandomNumberGenerator.GetHexString(12, lowercase: true);

    /// <summary>The word a service knows its profile by.</summary>
    public string ProfileName => Options.Profile == LabProfile.Naive ? "naive" : "resilient";

    /// <summary>A private directory for one resource's data, created.</summary>
    public string DataDirectoryOf(string resource) => Directories.Private(resource);
}
