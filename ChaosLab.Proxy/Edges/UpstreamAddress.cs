using System.Globalization;
using System.Net;

namespace ChaosLab.Proxy.Edges;

/// <summary>Where the called side of an edge is.</summary>
/// <param name="Text">host:port, as it is shown.</param>
/// <param name="Host">A name or an address.</param>
/// <param name="Port">1 to 65535.</param>
internal sealed record UpstreamAddress(string Text, string Host, int Port)
{
    /// <summary>The addresses to try, in order, when no name needs to be resolved.</summary>
    public IReadOnlyList<IPEndPoint>? Fixed { get; } = FixedAddresses(Host) is { } addresses ? EndPoints(addresses, Port) : null;

    /// <summary>Reads <c>host:port</c>, a port of this machine, or a URL with a port.</summary>
    /// <exception cref="AddressException">It is none of these.</exception>
    public static UpstreamAddress Parse(string text)
    {
        if (text.Contains("://", StringComparison.Ordinal))
        {
            return Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Host.Length: > 0, Port: > 0 }
                ? new UpstreamAddress($"{url.Host}:{url.Port.ToString(CultureInfo.InvariantCulture)}", url.Host.Trim('[', ']'), url.Port)
                : throw Unusable(text);
        }

        var colon = text.LastIndexOf(':');
        var host = colon < 0 ? "127.0.0.1" : text[..colon];
        return host.Length > 0 && ushort.TryParse(text[(colon + 1)..], CultureInfo.InvariantCulture, out var port) && port > 0
            ? new UpstreamAddress(colon < 0 ? $"{host}:{text}" : text, host.Trim('[', ']'), port)
            : throw Unusable(text);
    }

    /// <summary>Asks the system for the addresses of the name, in the order in which to try them.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The name is not known.</exception>
    public async Task<IReadOnlyList<IPEndPoint>> ResolveAsync() => EndPoints(await Dns.GetHostAddressesAsync(Host), Port);

    // A server on this machine may have only one of the two.
    private static IPAddress[]? FixedAddresses(string host)
        => host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? [IPAddress.Loopback, IPAddress.IPv6Loopback]
            : IPAddress.TryParse(host, out var address) ? [address] : null;

    private static IPEndPoint[] EndPoints(IPAddress[] addresses, int port) => [.. addresses.Select(address => new IPEndPoint(address, port))];

    private static AddressException Unusable(string text)
        => new($"upstream '{text}' must be host:port, a port, or a URL with a port, such as 127.0.0.1:6379");
}
