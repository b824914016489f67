namespace ChaosLab.EmbeddedHost.Containers;

/// <summary>A container to make and start.</summary>
internal sealed record ContainerSpec
{
    public required string Name { get; init; }

    public required string Image { get; init; }

    /// <summary>The program that replaces the image's entry point; null keeps it.</summary>
    public string? Entrypoint { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Published ports, on the host's loopback only.</summary>
    public IReadOnlyList<PortMapping> Ports { get; init; } = [];

    public IReadOnlyList<Mount> Mounts { get; init; } = [];

    /// <summary>Arguments of the runtime itself, before the image.</summary>
    public IReadOnlyList<string> RuntimeArguments { get; init; } = [];

    /// <summary><c>always</c>, <c>missing</c> or <c>never</c>; null leaves it to the runtime.</summary>
    public string? Pull { get; init; }

    public bool UsesHostNetwork => RuntimeArguments.Contains("--network=host") || RuntimeArguments.Contains("--net=host")
        || RuntimeArguments.Zip(RuntimeArguments.Skip(1)).Any(pair => pair is ("--network" or "--net", "host"));

    internal sealed record PortMapping(int HostPort, int ContainerPort, bool Udp = false);

    internal sealed record Mount(string? Source, string Target, bool IsVolume, bool IsReadOnly);

    /// <summary>The arguments after <c>docker create</c>.</summary>
    public IReadOnlyList<string> ToArguments()
    {
        var all = new List<string> { "--name", Name };
        foreach (var (name, value) in Labels) all.AddRange(["--label", $"{name}={value}"]);
        if (Pull is not null) all.AddRange(["--pull", Pull]);
        if (!UsesHostNetwork)
        {
            foreach (var port in Ports) all.AddRange(["--publish", $"127.0.0.1:{port.HostPort}:{port.ContainerPort}{(port.Udp ? "/udp" : "")}"]);
        }

        foreach (var (name, value) in Environment) all.AddRange(["--env", $"{name}={value}"]);
        foreach (var mount in Mounts)
        {
            var type = mount.IsVolume ? "volume" : "bind";
            all.AddRange(["--mount", $"type={type}{(mount.Source is null ? "" : $",source={mount.Source}")},target={mount.Target}{(mount.IsReadOnly ? ",readonly" : "")}"]);
        }

        if (Entrypoint is not null) all.AddRange(["--entrypoint", Entrypoint]);
        return [.. all, .. RuntimeArguments, Image, .. Arguments];
    }
}
