using System.Diagnostics;
using System.Net.Sockets;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>An endpoint that a resource listens on.</summary>
[DebuggerDisplay("{Name}: {UriScheme}, {Port} -> {TargetPort}")]
public sealed class EndpointAnnotation : IResourceAnnotation
{
    private int? _port;
    private bool _isPortCleared;
    private int? _targetPort;
    private bool _isTargetPortCleared;
    private string? _transport;
    private bool? _tlsEnabled;

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
        [EndpointName] string? name = null,
        int? port = null,
        int? targetPort = null,
        bool? isExternal = null,
        bool? isProxied = null)
        : this(protocol, networkId: null, uriScheme, transport, name, port, targetPort, isExternal, isProxied)
    {
    }

    /// <summary>Declares an endpoint of a network, which is this machine if none is given.</summary>
    public EndpointAnnotation(
        ProtocolType protocol,
        NetworkIdentifier? networkId,
        string? uriScheme = null,
        string? transport = null,
        [EndpointName] string? name = null,
        int? port = null,
        int? targetPort = null,
        bool? isExternal = null,
        bool? isProxied = null)
    {
        Protocol = protocol;
        UriScheme = uriScheme ?? protocol.ToString().ToLowerInvariant();
        Name = name ?? UriScheme;
        ResourceNames.Check(Name, "Endpoint");
        _transport = transport;
        _port = port;
        _targetPort = targetPort;
        IsExternal = isExternal ?? false;
        IsExplicitlyProxied = isProxied;
        DefaultNetworkID = networkId ?? KnownNetworkIdentifiers.LocalhostNetwork;
    }

    /// <summary>The name.</summary>
    public string Name { get; set; }

    /// <summary>TCP or UDP.</summary>
    public ProtocolType Protocol { get; set; }

    /// <summary>The port that callers use; without a proxy, the target port if no other is set.</summary>
    public int? Port
    {
        get => _port ?? (IsProxied || _isPortCleared ? null : _targetPort);
        set => (_port, _isPortCleared) = (value, value is null);
    }

    /// <summary>The port that the resource itself listens on; without a proxy, the callers' if no other is set.</summary>
    public int? TargetPort
    {
        get => _targetPort ?? (IsProxied || _isTargetPortCleared ? null : _port);
        set => (_targetPort, _isTargetPortCleared) = (value, value is null);
    }

    /// <summary>The scheme of its URLs.</summary>
    public string UriScheme { get; set; }

    /// <summary>The address the resource listens on.</summary>
    public string TargetHost { get; set; } = KnownHostNames.Localhost;

    /// <summary>http, http2 or the protocol.</summary>
    public string Transport
    {
        get => _transport ?? (HasScheme("http") || HasScheme("https") ? "http" : Protocol.ToString().ToLowerInvariant());
        set => _transport = value;
    }

    /// <summary>Whether it is meant for callers from outside.</summary>
    public bool IsExternal { get; set; }

    /// <summary>Whether a proxy may stand before it; in this host none ever does.</summary>
    public bool IsProxied
    {
        get => IsExplicitlyProxied ?? true;
        set => IsExplicitlyProxied = value;
    }

    /// <summary>What was said about a proxy, if anything.</summary>
    public bool? IsExplicitlyProxied { get; set; }

    /// <summary>Whether references to the whole resource leave this endpoint out.</summary>
    public bool ExcludeReferenceEndpoint { get; set; }

    /// <summary>Whether it speaks TLS; https does.</summary>
    public bool TlsEnabled
    {
        get => _tlsEnabled ?? HasScheme("https");
        set => _tlsEnabled = value;
    }

    /// <summary>The network of <see cref="AllocatedEndpoint" />.</summary>
    public NetworkIdentifier DefaultNetworkID { get; }

    /// <summary>Where it really is, once that is known.</summary>
    /// <exception cref="InvalidOperationException">The place is on another network.</exception>
    public AllocatedEndpoint? AllocatedEndpoint
    {
        get => AllAllocatedEndpoints.On(DefaultNetworkID).ValueOrDefault;
        set
        {
            if (value is null)
            {
                AllAllocatedEndpoints.On(DefaultNetworkID).SetException(new InvalidOperationException($"The endpoint '{Name}' is not allocated."));
                return;
            }

            if (value.NetworkID != DefaultNetworkID)
                throw new InvalidOperationException($"The endpoint '{Name}' is of network '{DefaultNetworkID.Value}', the place given is on '{value.NetworkID.Value}'.");

            AllAllocatedEndpoints.On(DefaultNetworkID).SetValue(value);
        }
    }

    /// <summary>Where it is, network by network.</summary>
    public NetworkEndpointSnapshotList AllAllocatedEndpoints { get; } = new();

    /// <summary>The variable that tells the resource its target port, if any.</summary>
    internal string? TargetPortVariable { get; set; }

    private bool HasScheme(string scheme) => string.Equals(UriScheme, scheme, StringComparison.OrdinalIgnoreCase);
}
