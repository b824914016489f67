namespace ChaosLab.Proxy.Protocols;

/// <summary>Which protocols are understood well enough to count requests.</summary>
internal static class RequestCounters
{
    /// <summary>The protocols an edge can have; requests are not counted on <c>tcp</c>.</summary>
    public static IReadOnlyList<string> Protocols { get; } = ["http", "postgres", "redis", "tcp"];

    /// <summary>A counter for one connection, or null when requests of the protocol are not counted.</summary>
    public static IRequestCounter? For(string protocol) => protocol switch
    {
        "http" => new HttpRequestCounter(),
        "postgres" => new PostgresRequestCounter(),
        "redis" => new RedisRequestCounter(),
        _ => null,
    };

    /// <summary>Whether requests of the protocol are counted.</summary>
    public static bool Counts(string protocol) => protocol is "http" or "postgres" or "redis";
}
