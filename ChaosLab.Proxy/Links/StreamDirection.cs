namespace ChaosLab.Proxy.Links;

/// <summary>Which way bytes go.</summary>
internal enum StreamDirection
{
    /// <summary>From the client to the server.</summary>
    Upstream,

    /// <summary>From the server to the client.</summary>
    Downstream,
}
