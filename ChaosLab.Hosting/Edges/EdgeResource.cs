namespace ChaosLab.Hosting.Edges;

/// <summary>A named edge between two parts of the shop: a listener of the fault proxy that callers use instead of the called one's own.</summary>
public sealed class EdgeResource : Resource
{
    internal EdgeResource(string from, IResource to, EdgeProtocol protocol, int listenPort, int upstreamPort)
        : base($"{from}-to-{to.Name}")
    {
        From = from;
        To = to;
        Protocol = protocol;
        ListenPort = listenPort;
        UpstreamPort = upstreamPort;
    }

    /// <summary>Its name as a target: <c>web->payment</c>. (A resource's own name may hold no arrow.)</summary>
    public string EdgeName => $"{From}->{To.Name}";

    /// <summary>Who calls: a resource, or a service with several instances.</summary>
    public string From { get; }

    /// <summary>Who is called.</summary>
    public IResource To { get; }

    /// <summary>What is spoken.</summary>
    public EdgeProtocol Protocol { get; }

    /// <summary>The loopback port that callers use.</summary>
    public int ListenPort { get; }

    /// <summary>The loopback port of the called one.</summary>
    public int UpstreamPort { get; }

    /// <summary>The resources that call over it.</summary>
    internal List<IResource> Callers { get; } = [];
}
