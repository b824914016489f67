using System.Net.Sockets;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>An endpoint that a resource listens on.</summary>
public sealed class EndpointAnnotation : IResourceAnnotation
{
    private bool? _isProxied;

    /// <summary>Declares an endpoint.</summary>
    /// <param name="protocol">TCP or UDP.</param>
    /// <param name="uriScheme">The scheme of its URLs; tcp or udp if none is given.</param>
    /// <param name="transport">http, http2 or the protocol.</param>
    /// <param name="name">The name; the scheme if none is given.</param>
    /// <param name="port">The port that callers use; a free one if none is given.</param>
    /// <param name="targetPort">The port that the resource itself listens on.</param>
    /// <param name="isExternal">Whether it is meant for callers from outside.</param>
    /// <param name="isProxied">Whether a proxy may stand before it; in this host none ever does.</param>
    public EndpointAnnotation(
        ProtocolType protocol,
        string? uriScheme = null,
        string? transport = null,
        string? name = null,
        int? port = null,
        int? targetPort = null,
        bool? isExternal = null,
        bool? isProxied = null)
    {
        Protocol = protocol;
        UriScheme = uriScheme ?? protocol.ToString().ToLowerInvariant();
        Transport = transport ?? (UriScheme is "http" or "https" ? "http" : protocol.ToString().ToLowerInvariant());
        Name = name ?? UriScheme;
        ResourceNames.Check(Name, "Endpoint");
        Port = port;
        TargetPort = targetPort;
        IsExternal = isExternal ?? false;
        _isProxied = isProxied;
    }

    /// <summary>The name.</summary>
    public string Name { get; set; }

    /// <summary>TCP or UDP.</summary>
    public ProtocolType Protocol { get; set; }

    /// <summary>The port that callers use.</summary>
    public int? Port { get; set; }

    /// <summary>The port that the resource itself listens on.</summary>
    public int? TargetPort { get; set; }

    /// <summary>The scheme of its URLs.</summary>
    public string UriScheme { get; set; }

    /// <summary>The address the resource listens on.</summary>
    public string TargetHost { get; set; } = "localhost";

    /// <summary>http, http2 or the protocol.</summary>
    public string Transport { get; set; }

    /// <summary>Whether it is meant for callers from outside.</summary>
    public bool IsExternal { get; set; }

    /// <summary>Whether a proxy may stand before it; in this host none ever does.</summary>
    public bool IsProxied
    {
        get => _isProxied ?? true;
        set => _isProxied = value;
    }

    /// <summary>Where it really is, once that is known.</summary>
    public AllocatedEndpoint? AllocatedEndpoint { get; set; }
}
