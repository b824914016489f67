namespace ChaosLab.Hosting.Edges;

/// <summary>What is spoken over an edge; a canary must speak it, too.</summary>
public enum EdgeProtocol
{
    /// <summary>Anything over TCP.</summary>
    Tcp,

    /// <summary>HTTP/1.1.</summary>
    Http,

    /// <summary>Redis.</summary>
    Redis,

    /// <summary>Postgres.</summary>
    Postgres,
}
