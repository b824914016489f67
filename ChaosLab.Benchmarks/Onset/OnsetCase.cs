namespace ChaosLab.Benchmarks.Onset;

/// <summary>A fault whose onset is measured.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Target">What it acts on.</param>
/// <param name="Group">Where it acts, which says what may be expected.</param>
/// <param name="Settings">Settings that make its effect unmistakable.</param>
internal sealed record OnsetCase(string Kind, string Target, string Group, IReadOnlyDictionary<string, string>? Settings = null)
{
    /// <summary>One case for each kind that a caller of a single service, edge or store can feel at once.</summary>
    public static IReadOnlyList<OnsetCase> All { get; } =
    [
        new("latency", "web->payment", "edge"),
        new("bandwidth", "web->payment", "edge"),
        new("slow-close", "web->payment", "edge"),
        new("timeout", "web->payment", "edge"),
        new("reset-peer", "web->payment", "edge"),
        new("slicer", "web->payment", "edge"),
        new("limit-data", "web->payment", "edge"),
        new("packet-loss", "web->payment", "edge", new Dictionary<string, string> { ["loss"] = "100%" }),
        new("down", "web->payment", "edge"),
        new("partition", "web->payment", "edge"),
        new("flapping", "web->payment", "edge"),
        new("slow", "catalog", "edge"),
        new("http-error", "web-1", "service"),
        new("http-exception", "web-1", "service"),
        new("http-latency", "web-1", "service"),
        new("outage", "payment", "service"),
        new("disk-full", "payment", "service"),
        new("kill", "analytics", "process"),
        new("pause", "analytics", "process"),
        new("stop", "analytics", "process"),
        new("redis-memory", "cache", "store"),
        new("pg-read-only", "postgres", "store"),
        new("pg-lock", "postgres", "store"),
    ];
}
