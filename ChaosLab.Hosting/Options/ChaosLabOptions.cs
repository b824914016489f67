namespace ChaosLab.Hosting.Options;

/// <summary>Settings of a lab; configuration section <c>Lab</c>.</summary>
public sealed record ChaosLabOptions
{
    /// <summary>The lab's name, unique among the labs that run on this checkout. Default <c>default</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The gateway's port; 0 means a free one. Default 5000.</summary>
    public required int Port { get; init; }

    /// <summary>The controller's port; 0 means a free one. Default 5080.</summary>
    public required int ConsolePort { get; init; }

    /// <summary>Where the stores and the gateway come from. Default <see cref="InfrastructureChoice.Auto"/>.</summary>
    public required InfrastructureChoice Infrastructure { get; init; }

    /// <summary>Whether resilience and supervision are on. Default <see cref="LabProfile.Resilient"/>.</summary>
    public required LabProfile Profile { get; init; }

    /// <summary>Where data is kept; null means a private temporary directory, deleted at the end.</summary>
    public required string? DataDirectory { get; init; }

    /// <summary>Where the locate file is written.</summary>
    public required string RunDirectory { get; init; }

    /// <summary>Where local programs are looked for besides PATH; null means the known places.</summary>
    public string[]? ProgramDirectories { get; init; }

    /// <summary>Image of Redis as <c>name:tag</c>; null means the integration's default.</summary>
    public string? RedisImage { get; init; }

    /// <summary>Image of Postgres as <c>name:tag</c>; null means the integration's default.</summary>
    public string? PostgresImage { get; init; }

    /// <summary>Image of HAProxy as <c>name:tag</c>. Default <c>docker.io/library/haproxy:3.2</c>.</summary>
    public string HAProxyImage { get; init; } = "docker.io/library/haproxy:3.2";

    /// <summary>Image with <c>tc</c> and <c>iptables</c>, for faults in a container's network. Default <c>docker.io/nicolaka/netshoot:v0.13</c>.</summary>
    public string NetworkToolsImage { get; init; } = "docker.io/nicolaka/netshoot:v0.13";

    /// <summary>Whether a test runs the lab: free ports, private data, and failures are the test's to tell.</summary>
    public bool UnderTest { get; init; }
}
