namespace ChaosLab.Benchmarks.Onset;

/// <summary>A fault whose onset is measured.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Target">What it acts on.</param>
/// <param name="Group">Where it acts, which says what may be expected.</param>
/// <param name="Settings">Settings that make its effect unmistakable.</param>
internal sealed record OnsetCase(string Kind, string Target, string Group, IReadOnlyDictionary<string, string>? Settings = null)
{
    /// <summary>
    /// One case for each kind that breaks something where everything is a process; on a shop of containers only some differ,
    /// see <see cref="OfContainers"/>.
    /// </summary>
    public static IReadOnlyList<OnsetCase> OfProcesses { get; } =
    [
        .. Edges(),
        .. Services(),
        .. Lifecycle(),
        new("full-outage", "lab", "process"),
        .. Stores(),
    ];

    /// <summary>The kinds of containers, and those that reach a container another way than a process.</summary>
    public static IReadOnlyList<OnsetCase> OfContainers { get; } =
    [
        new("kill", "cache", "container"),
        new("pause", "cache", "container"),
        new("stop", "cache", "container"),
        new("restart", "cache", "container"),
        .. Stores(),
        new("container-disconnect", "cache", "container"),
        new("container-cpu", "cache", "container"),
        new("container-memory", "cache", "container"),
        new("container-netem", "cache", "container"),
        new("container-drop", "cache", "container"),
    ];

    private static IEnumerable<OnsetCase> Edges() =>
    [
        new("latency", "web->payment", "edge"),
        new("bandwidth", "web->payment", "edge"),
        new("slow-close", "web->payment", "edge"),
        new("timeout", "web->payment", "edge"),
        new("reset-peer", "web->payment", "edge"),
        new("slicer", "web->payment", "edge"),
        new("limit-data", "web->payment", "edge"),
        new("packet-loss", "web->payment", "edge", With("loss", "100%")),
        new("down", "web->payment", "edge"),
        new("partition", "web->payment", "edge"),
        new("flapping", "web->payment", "edge"),
        new("slow", "catalog", "edge"),
    ];

    private static IEnumerable<OnsetCase> Services() =>
    [
        new("http-error", "web-1", "service"),
        new("http-exception", "web-1", "service"),
        new("http-latency", "web-1", "service"),
        new("outgoing-error", "web-1", "service", With("dependency", "payment")),
        new("outgoing-latency", "web-1", "service", With("dependency", "payment")),
        new("outgoing-status", "web-1", "service", With("dependency", "payment")),
        new("dns-failure", "web-1", "service", With("dependency", "payment")),
        new("dns-slow", "web-1", "service", With("dependency", "payment")),
        new("cpu", "analytics", "service"),
        new("memory", "analytics", "service", With("limit", "64")),
        new("thread-pool", "analytics", "service"),
        new("outage", "payment", "service"),
        new("disk-full", "payment", "service"),
    ];

    private static IEnumerable<OnsetCase> Lifecycle() =>
    [
        new("kill", "analytics", "process"),
        new("random-kill", "lab", "process"),
        new("crash-loop", "analytics", "process"),
        new("pause", "analytics", "process"),
        new("stop", "analytics", "process"),
        new("restart", "analytics", "process"),
    ];

    private static IEnumerable<OnsetCase> Stores() =>
    [
        new("redis-memory", "cache", "store"),
        new("redis-clients", "cache", "store"),
        new("redis-flush", "cache", "store"),
        new("pg-read-only", "postgres", "store"),
        new("pg-lock", "postgres", "store"),
        new("pg-pool", "postgres", "store"),
        new("pg-terminate", "postgres", "store"),
        new("volume-removed", "cache", "store"),
    ];

    private static Dictionary<string, string> With(string setting, string value) => new() { [setting] = value };
}
